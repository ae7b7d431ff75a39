"""The clinic's details, printed in header, footer, pages and messages."""

from babel.numbers import get_currency_name
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from locations import countries, locales
from locations.countries import Country, Line
from locations.language_field import LanguagesField
from locations.models.locations import Weekday
from locations.translated import TranslatedCharField, TranslatedRow
from web.phones import PhoneField


def country_choices() -> list[tuple[str, str]]:
    """Every country, as the reader's language calls it."""
    return list(countries.names(get_language() or "en").items())


def currency_choices() -> list[tuple[str, str]]:
    """Every currency in use, with its code."""
    in_use = {countries.known(code).currency for code in countries.names("en")}
    return [(code, f"{get_currency_name(code)} ({code})") for code in sorted(in_use)]


def language_choices() -> list[tuple[str, str]]:
    """Every language that ships, by its own name."""
    return list(settings.LANGUAGES)


class ClinicDetailsManager(models.Manager["ClinicDetails"]):
    def with_pages(self) -> "ClinicDetails":
        """The row with the pages it refers to, in one query."""
        rows = self.select_related("privacy_page", "rules_page", "red_flags_page")
        return rows.first() or ClinicDetails()


@register_setting(icon="home")
class ClinicDetails(TranslatedRow, BaseGenericSetting):
    """Name, strapline, country and how to reach the clinic; one row.

    Clock, currency, week and numbers are the country's where their fields are empty.
    """

    class Clock(models.IntegerChoices):
        TWELVE = 12, _("2:30 pm")
        TWENTY_FOUR = 24, "14:30"

    name = models.CharField(_("name"), max_length=80, default="Our clinic")
    strapline = TranslatedCharField(_("strapline"), max_length=120, blank=True)
    phone = PhoneField(_("phone"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    profession = models.SlugField(max_length=30, blank=True)
    profession_title = TranslatedCharField(
        _("title of your profession"),
        max_length=60,
        blank=True,
        help_text=_("As it stands beside a name, such as “Physiotherapist”."),
    )
    therapist_word = TranslatedCharField(
        _("one who treats"),
        max_length=40,
        default="therapist",
        help_text=_("As within a sentence: a therapist."),
    )
    therapists_word = TranslatedCharField(
        _("several who treat"), max_length=40, default="therapists"
    )
    treatment_word = TranslatedCharField(
        _("what you give"),
        max_length=40,
        default="treatment",
        help_text=_("As within a sentence: your treatment."),
    )
    country_code = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        choices=country_choices,
        help_text=_("Money, dates, clock and emergency numbers follow it."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=language_choices,
        default=settings.LANGUAGE_CODE,
        help_text=_("Of your pages, letters and forms."),
    )
    other_languages = LanguagesField(
        _("also in"),
        help_text=_("Clients can choose between these and your own language."),
    )
    own_currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        choices=currency_choices,
        help_text=_("Empty: the country's."),
    )
    own_clock = models.PositiveSmallIntegerField(
        _("times as"),
        null=True,
        blank=True,
        choices=Clock,
        help_text=_("Empty: as usual in the country."),
    )
    own_first_weekday = models.PositiveSmallIntegerField(
        _("a week begins on"),
        null=True,
        blank=True,
        choices=Weekday,
        help_text=_("Empty: as usual in the country."),
    )
    own_emergency_number = models.CharField(
        _("emergency number"),
        max_length=20,
        blank=True,
        help_text=_("An ambulance. Empty: the country's."),
    )
    own_crisis_number = models.CharField(
        _("crisis line"),
        max_length=20,
        blank=True,
        help_text=_(
            "For people in a mental crisis, day and night. "
            "Empty: the country's, where we know one."
        ),
    )
    crisis_line_takes_texts = models.BooleanField(
        _("your crisis line takes text messages"), default=False
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("privacy page"),
    )
    rules_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Changes, cancellations and other rules."),
        verbose_name=_("rules page"),
    )
    red_flags_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("full list of red flags"),
        help_text=_("The page with the block “All red flags”."),
    )
    emergency_note = TranslatedCharField(
        _("emergency note"),
        max_length=200,
        blank=True,
        help_text=_("Printed at the foot of every page."),
    )
    scope_note = TranslatedCharField(
        _("scope note"),
        max_length=300,
        blank=True,
        help_text=_("What your therapists may and may not do."),
    )
    shows_read_counts = models.BooleanField(
        _("show readers how often an article was read"), default=False
    )
    demo_note = TranslatedCharField(
        _("demo note"),
        max_length=300,
        blank=True,
        help_text=_("Only for a demo site: says that people and places are invented."),
    )

    objects = ClinicDetailsManager()

    panels = [
        "name",
        "strapline",
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("email")], _("Contact")),
        MultiFieldPanel(
            [
                FieldPanel("profession_title"),
                FieldPanel("therapist_word"),
                FieldPanel("therapists_word"),
                FieldPanel("treatment_word"),
            ],
            _("Your own words"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("country_code"),
                FieldPanel("language"),
                FieldPanel("other_languages"),
                FieldPanel("own_currency"),
                FieldPanel("own_clock"),
                FieldPanel("own_first_weekday"),
            ],
            _("Country and languages"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("own_emergency_number"),
                FieldPanel("own_crisis_number"),
                FieldPanel("crisis_line_takes_texts"),
            ],
            _("Whom to call in an emergency"),
        ),
        "privacy_page",
        "rules_page",
        "red_flags_page",
        MultiFieldPanel(
            [
                FieldPanel("emergency_note"),
                FieldPanel("scope_note"),
                FieldPanel("demo_note"),
            ],
            _("At the foot of every page"),
        ),
        "shows_read_counts",
    ]

    class Meta:
        verbose_name = verbose_name_plural = _("clinic details")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a language of its own in which the site has no home page."""
        super().clean()
        homes = locales.public_homes()
        if homes and self.language not in homes:
            words = gettext(
                "Translate your home page first: without a prefix, addresses would "
                "lead nowhere."
            )
            raise ValidationError({"language": words})

    @property
    def country(self) -> Country:
        return countries.known(self.country_code)

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that clients can choose, the clinic's own first."""
        others = (code for code in self.other_languages if code != self.language)
        return (self.language, *others)

    @property
    def currency(self) -> str:
        """The code of the money in which prices are set, by ISO 4217."""
        return self.own_currency or self.country.currency

    @property
    def clock_hours(self) -> int:
        """12 or 24: how times of day are written."""
        return self.own_clock or self.country.hours

    @property
    def first_weekday(self) -> int:
        """The day with which a week begins, numbered as by `date.weekday()`."""
        if self.own_first_weekday is None:
            return self.country.first_weekday
        return self.own_first_weekday

    @property
    def emergency(self) -> Line:
        """The number of an ambulance; empty while no country is chosen."""
        return Line(self.own_emergency_number) or self.country.emergency

    @property
    def crisis(self) -> Line:
        """The line for a mental crisis; empty where we know none."""
        own = Line(self.own_crisis_number, self.crisis_line_takes_texts)
        return own or self.country.crisis
