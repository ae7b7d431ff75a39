"""The question of the engine, asked of the database."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking import catalogue as catalogues
from booking.catalogue import Catalogue, Offer
from booking.engine import wall_clock
from booking.engine.openings import Answer, window_of
from booking.engine.question import Question
from booking.engine.ticks import TICK, next_tick
from booking.taken import taken

SOON = timedelta(days=13)
STAFF_GRID = TICK.seconds // 60


@dataclass(frozen=True)
class Choice:
    """What somebody wants: a treatment in a length; None means any.

    `treats` narrows the therapists to those who treat the condition with this slug.
    """

    offer: Offer
    minutes: int
    therapist: int | None = None
    place: int | None = None
    treats: str | None = None

    @property
    def length(self):
        return self.offer.lengths[self.minutes]

    def at(self, place: int) -> "Choice":
        """The same choice at one place."""
        return replace(self, place=place)


def candidates(
    catalogue: Catalogue, choice: Choice
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The therapists and places that a choice leaves open."""
    therapists = tuple(
        therapist
        for therapist in choice.offer.therapists
        if choice.therapist in (None, therapist)
        and (
            choice.treats is None or choice.treats in catalogue.people[therapist].treats
        )
    )
    places = tuple(
        place for place in choice.offer.rooms if choice.place in (None, place)
    )
    return therapists, places


def resources_for(catalogue: Catalogue, choice: Choice) -> dict[int, int]:
    """Every resource a choice could take, with its number of lanes."""
    therapists, places = candidates(catalogue, choice)
    resources = {
        catalogue.timetable.workers[therapist].resource for therapist in therapists
    }
    resources |= {room for place in places for room in choice.offer.rooms[place] or ()}
    return {resource: catalogue.lanes[resource] for resource in sorted(resources)}


def question(
    catalogue: Catalogue,
    choice: Choice,
    first: date,
    last: date,
    now: datetime,
    by_staff=False,
) -> Question:
    """The engine's question for a choice and some days, under the clinic's rules."""
    therapists, places = candidates(catalogue, choice)
    return Question(
        visit=choice.offer.visit(choice.minutes),
        therapists=therapists,
        places=places,
        first_day=first,
        last_day=last,
        now=next_tick(now),
        horizon=None if by_staff else catalogue.rules.horizon_days,
        grid=STAFF_GRID if by_staff else catalogue.rules.grid_minutes,
        notice=not by_staff,
    )


def openings(
    choice: Choice,
    first: date,
    last: date,
    now: datetime,
    look_past=None,
    by_staff=False,
) -> Answer | None:
    """The openings of a choice over some days; None when nobody gives it anywhere.

    At most five SQL statements, whatever the days, people and appointments; the
    first question after a change of schedule also reads the new catalogue.
    """
    catalogue = catalogues.current()
    asked = question(catalogue, choice, first, last, now, by_staff)
    if not asked.therapists or not asked.places:
        return None
    window = window_of(asked, catalogue.timetable)
    return Answer(
        asked,
        catalogue.timetable,
        taken(resources_for(catalogue, choice), window, now, look_past),
    )


def today(catalogue: Catalogue, choice: Choice, now: datetime) -> date:
    """The date at the choice's places; the earliest where they differ."""
    _, places = candidates(catalogue, choice)
    places = places or tuple(catalogue.places)
    return min(
        wall_clock.local_date(next_tick(now), catalogue.places[place].zone)
        for place in places
    )


def soonest(
    choice: Choice, count: int, now: datetime, look_past=None, after: int | None = None
):
    """The first few openings up to the horizon, at the tick `after` or later.

    Looks two weeks ahead first, where almost every answer lies, and only then at
    the rest.
    """
    catalogue = catalogues.current()
    first = today(catalogue, choice, now)
    found = []
    for last in (first + SOON, first + timedelta(days=catalogue.rules.horizon_days)):
        answer = openings(choice, first, last, now, look_past)
        found = answer.soonest(count, after) if answer else []
        if len(found) == count:
            break
    return found
