"""Messages to guests of events, and to authors."""

from datetime import date, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from blog import guests, handlers
from blog.models import EventSignUp
from blog.models.events import in_words
from locations.formatting import clock, long_day, zone_name
from outbox import languages
from outbox.kinds import FIRST_NAME, Placeholder, RowKind
from web.tokens import token_for


class GuestLetter(RowKind):
    """A message to a guest about an event that is not over."""

    placeholders = {
        **FIRST_NAME,
        "event": Placeholder(_("the title of the event"), _("Open evening")),
        "day": Placeholder(_("its day"), _("Tuesday, June 11")),
        "time": Placeholder(_("when it begins"), _("6:30 pm")),
        "place": Placeholder(_("where it is"), _("Main Street")),
    }
    example_facts = (
        (_("What"), _("Open evening")),
        (_("When"), _("Tuesday, June 11, 6:30 pm to 8:00 pm")),
        (_("Where"), _("Main Street")),
        (_("Places"), "2"),
    )
    example_actions = (_("See the event"), _("Give your place back"))
    found_by = ("about", "uuid")

    @classmethod
    def rows(cls):
        return EventSignUp.objects.select_related("event__location")

    @property
    def to(self):
        return self.row.email

    @property
    def language(self):
        return languages.of_client(self.row.language)

    @property
    def whom(self):
        return self.row.name if self.row else self.message.to

    @property
    def start(self):
        return self.row.event.start_on(self.row.day)

    @property
    def end(self):
        return self.row.event.end_on(self.row.day)

    @property
    def state(self):
        return guests.state_of(self.row.event, self.row.day)

    @property
    def values(self):
        return {
            "first_name": self.row.name.split()[0],
            "event": self.row.event.localized.title,
            "day": long_day(self.start),
            "time": clock(self.start),
            "place": self.row.event.where,
        }

    @property
    def facts(self):
        event = self.row.event
        return [
            (gettext("What"), event.localized.title),
            (
                gettext("When"),
                f"{_span(self.start, self.end)} ({zone_name(self.start)})",
            ),
            (gettext("Where"), event.where),
            *self._link,
            (gettext("Places"), str(self.row.seats)),
        ]

    @property
    def _link(self):
        link = self.row.event.online_link
        return [(gettext("To watch"), link)] if link else []

    @property
    def actions(self):
        token = token_for(self.row.uuid, guests.PLACE)
        return [
            (
                gettext("See the event"),
                settings.SITE_URL + self.row.event.localized.url,
            ),
            (
                gettext("Give your place back"),
                settings.SITE_URL + reverse("blog:place", args=[token]),
            ),
        ]

    def why_not(self):
        return super().why_not() or self._over() or self._outdated()

    def left(self):
        EventSignUp.objects.filter(pk=self.row.pk).update(told=self.state)

    def _over(self):
        return gettext("The event is over.") if self.end <= self.now else ""

    def _outdated(self):
        return gettext("It does not take place.") if self.state["is_off"] else ""


class SignedUp(GuestLetter):
    """Confirms that a place is reserved."""

    name = guests.SIGNED_UP
    title = _("Event: signed up")
    sent_when = _("somebody signs up for an event")


class EventChanged(GuestLetter):
    """Something that a guest can see has changed; `before` is what they know."""

    name = guests.CHANGED
    title = _("Event: changed")
    sent_when = _("the day, time or place of an event changes")
    placeholders = {
        **GuestLetter.placeholders,
        "before": Placeholder(
            _("when and where it was to be"), _("Monday, June 10, 6:30 pm, Main Street")
        ),
    }

    @property
    def values(self):
        return {**super().values, "before": self._before()}

    def _before(self):
        """What the guest knows; empty if they were told that the event is off."""
        told, zone = self.row.told, self.row.event.zone
        if told.get("is_off", True):
            return ""
        start, end = (
            datetime.combine(
                date.fromisoformat(told[day]), time.fromisoformat(told[at]), zone
            )
            for day, at in (("day", "from"), ("last_day", "until"))
        )
        place = in_words(told["place"], told["is_online"])
        return f"{_span(start, end)}, {place}"

    def _outdated(self):
        known = self.state == self.row.told
        return super()._outdated() or (gettext("The guest knows.") if known else "")


class EventCancelled(GuestLetter):
    """An event does not take place on the day of a guest."""

    name = guests.CANCELLED
    title = _("Event: cancelled")
    sent_when = _("an event does not take place")
    example_facts = ()
    example_actions = ()

    @property
    def facts(self):
        return []

    @property
    def actions(self):
        return []

    def _outdated(self):
        if self.row.told.get("is_off"):
            return gettext("The guest knows.")
        return "" if self.state["is_off"] else gettext("It takes place after all.")


class ReviewWaited(RowKind):
    """Asks an author without a second reader to read their page again."""

    name = handlers.REVIEW_WAITED
    title = _("Review that waited")
    sent_when = _("a page waits for its review, and only its author can review it")
    placeholders = {
        **FIRST_NAME,
        "title": Placeholder(_("the title of the page"), _("Sleeping well")),
    }
    example_actions = (_("Read it again"),)
    found_by = ("reference", "pk")

    @classmethod
    def rows(cls):
        return Page.objects.all()

    @property
    def values(self):
        return {"first_name": self.message.to_staff.first_name, "title": self.row.title}

    @property
    def actions(self):
        path = reverse("wagtailadmin_pages:edit", args=[self.row.pk])
        return [(gettext("Read it again"), settings.SITE_URL + path)]

    def why_not(self):
        reviewed = self.row and not self.row.current_workflow_state
        said = gettext("It is not in review any more.") if reviewed else ""
        return super().why_not() or said


ALL = (SignedUp, EventChanged, EventCancelled, ReviewWaited)


def _span(local_start, local_end):
    """The time in words: Saturday, June 13, 10:00 am to 4:00 pm, or to another day."""
    since, until = f"{long_day(local_start)}, {clock(local_start)}", clock(local_end)
    if local_end.date() != local_start.date():
        until = f"{long_day(local_end)}, {until}"
    return gettext("{start} to {end}").format(start=since, end=until)
