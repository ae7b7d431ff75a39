"""The day picker: a strip of days and the times of one, built from openings."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from booking.availability import free_times
from booking.availability.catalogue import Catalogue, Person, Place
from booking.availability.free_times import SOON
from booking.availability.selection import Choice
from booking.engine.openings import Answer
from booking.engine.question import Opening, Reason
from booking.engine.ticks import Tick, format_start, instant_of
from locations.formatting import zone_name

WORDS = {
    Reason.CLOSED: _("closed"),
    Reason.NOBODY_WORKS: _("none"),
    Reason.TOO_SOON: _("too soon"),
    Reason.FULL: _("full"),
    Reason.TOO_FAR: _("not yet"),
}

NOON, EVENING = 12, 17
DAY = timedelta(days=1)
WEEK, MONTH = 7, 30


@dataclass(frozen=True)
class Time:
    """An opening as it is printed and posted."""

    local: datetime
    person: Person
    place: Place
    value: str


@dataclass(frozen=True)
class Soonest:
    """The next free times of a choice; `times` is empty when there are none.

    `opens_soon` says that clients cannot book yet.
    """

    choice: Choice | None
    times: list[Time]
    opens_soon: bool = False


@dataclass(frozen=True)
class Day:
    """One day of the strip: how many times it has, or why it has none."""

    date: date
    count: int
    reason: str
    is_chosen: bool
    url: str


@dataclass(frozen=True)
class TimesPage:
    """Everything the page prints. Without a `chosen` day there is nothing to book.

    `earlier`, `later` and `wider` are addresses: the strip before, the one after,
    and a month instead of a week (or the other way round).
    """

    days: list[Day] = field(default_factory=list)
    chosen: date | None = None
    times: list[Time] = field(default_factory=list)
    earlier: str = ""
    later: str = ""
    wider: str = ""
    next_day: date | None = None
    next_url: str = ""
    is_month: bool = False

    @property
    def parts_of_day(self) -> list[tuple[str, list[Time]]]:
        """(name, times) for morning, afternoon and evening, leaving out empty ones."""
        morning: list[Time] = []
        afternoon: list[Time] = []
        evening: list[Time] = []
        for time in self.times:
            hour = time.local.hour
            part = morning if hour < NOON else afternoon if hour < EVENING else evening
            part.append(time)
        parts = [
            (gettext("Morning"), morning),
            (gettext("Afternoon"), afternoon),
            (gettext("Evening"), evening),
        ]
        return [(name, times) for name, times in parts if times]

    @property
    def zones(self) -> str:
        """The time zones of the times, by the names that people use."""
        names = sorted({zone_name(time.local) for time in self.times})
        return gettext(" and ").join(names)


def printed(opening: Opening, catalogue: Catalogue) -> Time:
    """An opening with its local time, people and place."""
    person = catalogue.people[opening.therapist]
    return time_at(opening.start, catalogue.places[opening.place], person)


def time_at(start: Tick, place: Place, person: Person) -> Time:
    """A start as it is printed for a place and a therapist."""
    return Time(
        local=instant_of(start).astimezone(place.zone),
        person=person,
        place=place,
        value=f"{format_start(start)}/{place.slug}/{person.slug}",
    )


def next_times(
    choice: Choice, count: int, now: datetime, after: Tick | None = None
) -> list[Time]:
    """The next free times of a choice, ready to print."""
    found = free_times.soonest(choice, count, now, after=after)
    return [printed(opening, choice.catalogue) for opening in found]


def build(
    choice: Choice,
    now: datetime,
    *,
    address: str,
    day: date | None = None,
    days: int = WEEK,
    look_past: UUID | None = None,
) -> TimesPage:
    """The strip of days around `day`, and its times.

    Without a day, the strip opens on the first day with times in the next two weeks; if
    there is none, `next_day` names the first one later. `address` is the page's own,
    with its query.
    """
    today = free_times.today(choice, now)
    horizon = today + timedelta(choice.catalogue.rules.horizon_days)
    asked = day if day and today <= day <= horizon else None
    first = _strip_start(asked or today, today, days)
    last = first + timedelta(days=days - 1)
    answer = free_times.openings(
        choice, first, last if asked else max(last, today + SOON), now, look_past
    )
    if answer is None:
        return TimesPage()
    counts = {each: answer.count_on(each) for each in answer.question.days()}
    chosen = asked or next((each for each, count in counts.items() if count), None)
    first = _strip_start(chosen or today, today, days)
    strip = [first + timedelta(days=n) for n in range(days)]
    next_day = None if chosen else _first_day_with_times(choice, now)

    def url(to: date, span: int = days) -> str:
        return f"{address}&days={span}&day={to}"

    return TimesPage(
        days=[
            Day(each, counts[each], _words(answer, each), each == chosen, url(each))
            for each in strip
        ],
        chosen=chosen,
        times=[printed(each, choice.catalogue) for each in answer.openings_on(chosen)]
        if chosen
        else [],
        earlier=url(first - timedelta(days=days)) if first > today else "",
        later=url(strip[-1] + DAY) if strip[-1] < horizon else "",
        wider=url(chosen or today, MONTH if days == WEEK else WEEK),
        next_day=next_day,
        next_url=url(next_day) if next_day else "",
        is_month=days == MONTH,
    )


def _strip_start(day: date, today: date, days: int) -> date:
    """The first day of the strip: today, or a whole number of strips later."""
    return today + (day - today) // timedelta(days=days) * timedelta(days=days)


def _words(answer: Answer, day: date) -> str:
    reason = answer.reason_on(day)
    return "" if reason is None else str(WORDS[reason])


def _first_day_with_times(choice: Choice, now: datetime) -> date | None:
    found = next_times(choice, 1, now)
    return found[0].local.date() if found else None
