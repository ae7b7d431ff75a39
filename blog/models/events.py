"""Events: classes, talks and walks, once or repeated."""

from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from blog import recurrence, structured_data
from blog.models.sign_ups import EventSignUp
from locations import languages, site_context
from locations.formatting import money, short_day
from locations.money import PriceField


def usual_language() -> str:
    """What is spoken at most events: the clinic's language, by its own name."""
    return Locale.parse(languages.default()).get_display_name() or ""


# What is the same in every language; the rest are words.
FACTS = (
    "kind",
    "starts_on",
    "ends_on",
    "starts_at",
    "ends_at",
    "repeats",
    "repeats_until",
    "status",
    "moved_from",
    "location",
    "is_online",
    "host",
    "price_cents",
    "places",
    "sign_up",
    "sign_up_link",
    "online_link",
    "picture",
)


class Kind(models.TextChoices):
    """The kinds of events."""

    CLASS = "class", _("Class")
    TALK = "talk", _("Talk")
    COMMUNITY = "community", _("Community")
    OPEN_STUDIO = "open studio", _("Open studio")


# The time zone in which a date begins last on earth.
LAST_TO_TURN = ZoneInfo("Etc/GMT+12")


class EventPageQuerySet(PageQuerySet):
    def for_listing(self):
        """Fetch everything that a row shows."""
        return self.select_related("location").defer("description")

    def coming(self, now):
        """Events that may still take place, anywhere; ask each for `coming_day`."""
        today = now.astimezone(LAST_TO_TURN).date()
        once = Q(repeats="", ends_on__isnull=True, starts_on__gte=today)
        once |= Q(repeats="", ends_on__gte=today)
        again = ~Q(repeats="") & (Q(repeats_until=None) | Q(repeats_until__gte=today))
        return self.filter(once | again).exclude(status=EventPage.Status.CANCELLED)

    def by_next_day(self, now):
        """(next day, event) of events that are not over, the soonest first."""
        dated = [(page.coming_day(now), page) for page in self]
        return sorted(
            (each for each in dated if each[0]),
            key=lambda each: (each[0], each[1].starts_at),
        )


class EventPage(Page):
    """One event. Times are local times of its place."""

    class Repeats(models.TextChoices):
        WEEKLY = "weekly", _("weekly")
        EVERY_SECOND_WEEK = "every second week", _("every second week")
        MONTHLY = "monthly", _("monthly")

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("takes place")
        MOVED = "moved", _("was moved")
        CANCELLED = "cancelled", _("is cancelled")

    class SignUp(models.TextChoices):
        HERE = "here", _("on this page")
        LINK = "link", _("on another site")
        NONE = "none", _("not needed")

    parent_page_types = ["blog.EventIndexPage"]
    subpage_types = []
    group_in_search = "Events"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    summary = models.CharField(_("summary"), max_length=240)
    description = RichTextField(
        _("description"), features=["bold", "italic", "link", "ul"]
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("If it lasts more than a day."),
    )
    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("until"))
    repeats = models.CharField(_("repeats"), max_length=20, choices=Repeats, blank=True)
    repeats_until = models.DateField(_("repeats until"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.SCHEDULED
    )
    moved_from = models.DateField(_("planned before for"), null=True, blank=True)
    location = models.ForeignKey(
        "locations.Location",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("location"),
    )
    place = models.CharField(
        _("where else"),
        max_length=200,
        blank=True,
        help_text=_("If it is not at one of our locations."),
    )
    is_online = models.BooleanField(_("also online"), default=False)
    host = models.ForeignKey(
        "therapists.Therapist",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("host"),
    )
    price_cents = PriceField(
        _("price"),
        default=0,
        validators=[MaxValueValidator(1_000_000)],
        help_text=_("0 is free."),
    )
    price_note = models.CharField(_("price note"), max_length=80, blank=True)
    places = models.PositiveSmallIntegerField(
        _("places"), default=0, help_text=_("How many can come; 0 for no limit.")
    )
    sign_up = models.CharField(
        _("sign-up"), max_length=5, choices=SignUp, default=SignUp.NONE
    )
    sign_up_link = models.URLField(_("link to sign up"), blank=True)
    online_link = models.URLField(
        _("link to take part online"),
        blank=True,
        help_text=_("Only those who sign up here get it, by mail."),
    )
    access = models.TextField(_("access notes"))
    language = models.CharField(_("language"), max_length=60, default=usual_language)
    picture = models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(_("picture in words"), max_length=250, blank=True)

    objects = PageManager.from_queryset(EventPageQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
        "summary",
        "description",
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("repeats"), FieldPanel("repeats_until")]),
                FieldPanel("moved_from"),
            ],
            _("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("location"),
                FieldPanel("place"),
                FieldRowPanel([FieldPanel("is_online"), FieldPanel("online_link")]),
                FieldPanel("access"),
                FieldPanel("language"),
                FieldPanel("host"),
            ],
            _("Where and with whom"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("price_cents"), FieldPanel("price_note")]),
                FieldRowPanel([FieldPanel("places"), FieldPanel("sign_up")]),
                FieldPanel("sign_up_link"),
            ],
            _("Price and places"),
        ),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt")], _("Picture")
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("group_in_search"),
        index.SearchField("summary"),
        index.SearchField("description"),
    ]

    class Meta:
        verbose_name = _("event page")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_it_starts",
            ),
        ]

    def clean(self):
        super().clean()
        wrong = {}
        if self._is_before_the_first(self.ends_on):
            wrong["ends_on"] = gettext("The last day is before the first.")
        if self._is_before_the_first(self.repeats_until):
            wrong["repeats_until"] = gettext("This is before the first day.")
        if self._ends_too_early():
            wrong["ends_at"] = gettext("It ends before it starts.")
        if not self.location_id and not self.place and not self.is_online:
            wrong["place"] = gettext("Say where it takes place.")
        if self.sign_up == self.SignUp.LINK and not self.sign_up_link:
            wrong["sign_up_link"] = gettext("Where do people sign up?")
        if self.picture_id and not self.picture_alt:
            wrong["picture_alt"] = gettext("Say in words what the picture shows.")
        if wrong:
            raise ValidationError(wrong)

    @property
    def zone(self):
        """The time zone of its place, or that of the clinic's first location."""
        return self.location.zone if self.location else site_context.current().zone

    @property
    def is_cancelled(self):
        return self.status == self.Status.CANCELLED

    @property
    def price_in_words(self):
        """40 € per couple, Free, or what the note says of an event without a price."""
        if self.price_cents:
            return f"{money(self.price_cents)} {self.price_note}".strip()
        return self.price_note or gettext("Free")

    @property
    def place_name(self):
        return self.location.name if self.location else self.place

    @property
    def where(self):
        return in_words(self.place_name, self.is_online)

    def days_from(self, day):
        """The days on which the event begins, from a day on."""
        return recurrence.days_of(self.starts_on, self.repeats, self.repeats_until, day)

    def begins_on(self, day):
        """Whether the event begins on a day."""
        return next(self.days_from(day), None) == day

    def coming_day(self, now):
        """The day it next begins, or began if it is still on; None when it is over."""
        since = now.astimezone(self.zone).date() - self.length
        return next((d for d in self.days_from(since) if self.end_on(d) > now), None)

    @property
    def last_start(self):
        """The last day on which the event begins; None if it never ends."""
        if self.repeats and not self.repeats_until:
            return None
        return recurrence.last_day_of(self.starts_on, self.repeats, self.repeats_until)

    def shown_day(self, now):
        """The day that its page shows: the next, or the last when it is over."""
        return self.coming_day(now) or self.last_start or self.starts_on

    def takes_guests(self, day):
        """Whether guests can still sign up for its next `day`; None means over."""
        return bool(day) and not self.is_cancelled

    def last_day_from(self, day):
        """The day on which the event ends if it begins on a day."""
        return day + self.length

    @property
    def length(self):
        """The days from its first to its last day, as a timedelta."""
        return (self.ends_on or self.starts_on) - self.starts_on

    def _is_before_the_first(self, day):
        return day and self.starts_on and day < self.starts_on

    def _ends_too_early(self):
        on_one_day = self.ends_on in (None, self.starts_on)
        has_times = self.starts_at and self.ends_at
        return on_one_day and has_times and self.ends_at <= self.starts_at

    def start_on(self, day):
        """The instant at which the event begins on a day."""
        return datetime.combine(day, self.starts_at, self.zone)

    def end_on(self, day):
        """The instant at which an event that begins on a day is over."""
        return datetime.combine(self.last_day_from(day), self.ends_at, self.zone)

    def get_context(self, request):
        now = timezone.now()
        day, shown = self.coming_day(now), self.shown_day(now)
        return {
            **super().get_context(request),
            "day": day,
            "takes_guests": self.takes_guests(day),
            "shown_day": shown,
            "last_day": self.last_day_from(shown),
            "places_left": self.places_left(day) if day else 0,
            "later": self._later(day),
        }

    def places_left(self, day):
        """How many places are left on a day; None without a limit."""
        if not self.places:
            return None
        if not self.pk:  # the preview of a new page
            return self.places
        return max(0, self.places - EventSignUp.objects.seats(self.original, day))

    @property
    def original(self):
        """The page that this one translates, or itself: an event gives its places once.

        Guests are signed up for that page, whichever they have read.
        """
        pages = self.get_translations(inclusive=True).live().order_by("pk")
        return pages.first() or self

    def share_facts(self):
        """Give the pages that translate the event its day, its places and its rules."""
        original = self.original
        facts = {name: getattr(original, name) for name in FACTS}
        others = self.get_translations(inclusive=True).exclude(pk=original.pk)
        EventPage.objects.filter(pk__in=others).update(**facts)

    def _later(self, day):
        if not (day and self.repeats):
            return []
        days = islice(self.days_from(day + timedelta(days=1)), 3)
        return [short_day(day) for day in days]

    def structured_data(self):
        return structured_data.event(self)


def in_words(place, is_online):
    """Where an event takes place: at a place, online, or both."""
    if not is_online:
        return place
    if not place:
        return gettext("online")
    return gettext("{place} and online").format(place=place)
