"""Search therapists by condition, technique, location, language and day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet

from booking.availability.day_picker import Soonest
from booking.models import WorkingHours
from care.models import Condition, Technique
from locations import clock
from locations.models import Location
from locations.models.locations import Weekday
from therapists.models import Therapist, TherapistPage
from web.filters import FilterForm, SlugChoice

LAST = datetime.max.replace(tzinfo=ZoneInfo("UTC"))


# A profile and the next free times of its therapist.
Card = tuple[TherapistPage, Soonest]


class TherapistSearchForm(FilterForm):
    """What a visitor looks for in a therapist."""

    condition = SlugChoice(
        Condition.objects.all(), label=_("For"), empty_label=_("Anything")
    )
    technique = SlugChoice(Technique.objects.all(), label=_("Technique"))
    location = SlugChoice(Location.objects.all(), label=_("Place"))
    language = forms.ChoiceField(label=_("Language"), required=False)
    day = forms.TypedChoiceField(
        label=_("Day"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any")), *Weekday.choices],
    )
    sort = forms.ChoiceField(
        label=_("First"),
        required=False,
        choices=[("", _("Soonest free time")), ("name", _("Name"))],
    )

    def __init__(
        self, *args: Any, therapists: Iterable[Therapist], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("condition", "technique"):
            field = self.fields[name]
            assert isinstance(field, SlugChoice)
            field.narrow(therapists__in=therapists)
        spoken = {name for each in therapists for name in each.languages}
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = [
            ("", gettext("Any")),
            *((name, name) for name in sorted(spoken)),
        ]


@dataclass(frozen=True)
class Found:
    """The matching cards, the search form, and the number of therapists in all."""

    form: TherapistSearchForm
    cards: list[Card]
    all_count: int


def fitting(profiles: PageQuerySet, form: TherapistSearchForm) -> list[TherapistPage]:
    """The profiles that match every field of the form."""
    hours = WorkingHours.objects.from_day(clock.today(timezone.now()))
    wanted = profiles
    if condition := form.asked("condition"):
        wanted = wanted.filter(therapist__treats=condition)
    if technique := form.asked("technique"):
        wanted = wanted.filter(therapist__techniques=technique)
    if place := form.asked("location"):
        hours = hours.filter(location=place)
    if (day := form.asked("day")) is not None:
        hours = hours.filter(weekday=day)
    if place or day is not None:
        wanted = wanted.filter(therapist__in=hours.values("therapist"))
    language = form.asked("language")
    return [
        profile
        for profile in wanted
        if not language or language in profile.therapist.languages
    ]


def sorted_cards(cards: Iterable[Card], by_name: bool) -> list[Card]:
    """Cards by the next free time of each, or by name."""
    if by_name:
        return sorted(cards, key=lambda card: card[0].title)

    def start(card: Card) -> tuple[datetime, str]:
        times = card[1].times
        return (times[0].local if times else LAST, card[0].title)

    return sorted(cards, key=start)


def weeks(profiles: Iterable[TherapistPage]) -> dict[int, str]:
    """{therapist id: "Mon, Tue Lantern Square; Thu Foundry Point"} in one query."""
    rows = WorkingHours.objects.from_day(clock.today(timezone.now()))
    rows = rows.filter(therapist__in=[each.therapist_id for each in profiles])
    found: dict[int, dict[str, dict[str, None]]] = {}
    for row in rows.order_by("weekday"):
        days = found.setdefault(row.therapist_id, {}).setdefault(row.location.name, {})
        days[row.get_weekday_display()[:3]] = None
    return {
        therapist: "; ".join(
            f"{', '.join(days)} {place}" for place, days in places.items()
        )
        for therapist, places in found.items()
    }
