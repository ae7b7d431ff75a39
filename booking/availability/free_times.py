"""Ask the engine for openings, with time read from the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from booking.availability.occupancy import taken
from booking.availability.selection import Choice
from booking.engine import wall_clock
from booking.engine.ids import ResourceId
from booking.engine.openings import Answer, Taken, window_of
from booking.engine.question import Opening, Question
from booking.engine.ticks import TICK, Span, Tick, next_tick, tick_of

SOON = timedelta(days=13)
STAFF_GRID = TICK.seconds // 60


def question(
    choice: Choice,
    first: date,
    last: date,
    now: datetime,
    by_staff: bool = False,
    weekday: int | None = None,
) -> Question:
    """The engine's question for a choice and some days, under the clinic's rules."""
    rules = choice.catalogue.rules
    return Question(
        visit=choice.offer.visit(choice.minutes),
        therapists=choice.therapists(),
        places=choice.places(),
        first_day=first,
        last_day=last,
        now=next_tick(now),
        horizon=None if by_staff else rules.horizon_days,
        grid=STAFF_GRID if by_staff else rules.grid_minutes,
        notice=not by_staff,
        weekday=weekday,
    )


def openings(
    choice: Choice,
    first: date,
    last: date,
    now: datetime,
    look_past: UUID | None = None,
    by_staff: bool = False,
    weekday: int | None = None,
) -> Answer | None:
    """The openings of a choice over some days; None when no therapist gives it.

    Two SQL statements when nothing has changed, one more when time was taken or freed,
    however many days, therapists and appointments there are.
    """
    asked = question(choice, first, last, now, by_staff, weekday)
    if not asked.therapists or not asked.places:
        return None
    timetable = choice.catalogue.timetable
    window = window_of(asked, timetable)
    return Answer(asked, timetable, taken(choice.resources(), window, now, look_past))


def today(choice: Choice, now: datetime) -> date:
    """Today's date at the choice's locations; the earliest where they differ."""
    places = choice.catalogue.places
    return min(
        wall_clock.local_date(tick_of(now), places[each].zone)
        for each in choice.places() or places
    )


def soonest(
    choice: Choice,
    count: int,
    now: datetime,
    look_past: UUID | None = None,
    after: Tick | None = None,
    weekday: int | None = None,
) -> list[Opening]:
    """The first few openings up to the horizon, at the tick `after` or later.

    Looks at the next two weeks first, where almost every answer lies, and only then at
    the rest.
    """
    first = today(choice, now)
    found: list[Opening] = []
    for last in (first + SOON, first + timedelta(choice.catalogue.rules.horizon_days)):
        answer = openings(choice, first, last, now, look_past, weekday=weekday)
        found = answer.soonest(count, after) if answer else []
        if len(found) == count:
            break
    return found


def soonest_of_each(
    choices: Iterable[Choice], now: datetime, weekday: int | None = None
) -> Iterator[Opening | None]:
    """The first opening of each of several choices, in their order.

    Reads the taken time of all of them at once; only a choice with nothing free in the
    next two weeks is looked up alone.
    """
    asked = [(choice, _of_two_weeks(choice, now, weekday)) for choice in choices]
    lanes: defaultdict[Span, dict[ResourceId, int]] = defaultdict(dict)
    for choice, each in asked:
        if each:
            lanes[_window(choice, each)] |= choice.resources()
    masks = {window: taken(lanes[window], window, now) for window in lanes}
    for choice, each in asked:
        yield _first(choice, each, masks[_window(choice, each)], now) if each else None


def _of_two_weeks(
    choice: Choice, now: datetime, weekday: int | None
) -> Question | None:
    """The engine's question for the next two weeks; None when no therapist gives it."""
    first = today(choice, now)
    asked = question(choice, first, first + SOON, now, weekday=weekday)
    return asked if asked.therapists and asked.places else None


def _window(choice: Choice, asked: Question) -> Span:
    return window_of(asked, choice.catalogue.timetable)


def _first(
    choice: Choice, asked: Question, masks: Taken, now: datetime
) -> Opening | None:
    found = Answer(asked, choice.catalogue.timetable, masks).soonest(1)
    return next(iter(found or soonest(choice, 1, now, weekday=asked.weekday)), None)
