"""Page sections of booking on pages of other apps: live times, hours and prices."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from booking.availability import catalogue as catalogues
from booking.availability import day_picker, free_times, therapist_search
from booking.availability.catalogue import Catalogue, Offer
from booking.availability.day_picker import Soonest
from booking.availability.opening_hours import OpenStatus, status_of
from booking.availability.selection import Choice, choose
from booking.availability.therapist_search import Card
from booking.models import Treatment, WorkingHours
from care.models import Condition
from content import sections
from content.models import LocationPage
from locations import clock, site_context
from locations.models import Location
from therapists.models import Therapist, TherapistPage

SHOWN = 3  # how many of the soonest times


def soonest_times(page: Page, request: HttpRequest) -> dict[str, object]:
    """The soonest first visits with any therapist, at any location."""
    return {"soon": _soonest()}


def openings(
    page: Page, request: HttpRequest, condition: Condition | None = None
) -> dict[str, object]:
    """The soonest first visits with therapists who treat a condition."""
    return {"soon": _soonest(condition=condition)}


def times_with(
    page: Page, request: HttpRequest, therapist: Therapist
) -> dict[str, object]:
    """The soonest first visits with a therapist."""
    return {"soon": _soonest(therapist)}


def times_here(page: LocationPage, request: HttpRequest) -> dict[str, object]:
    """The soonest first visits at the location of a page."""
    return {"soon": _soonest(place=page.location)}


def therapists_with_times(
    page: Page, request: HttpRequest, profiles: Sequence[TherapistPage]
) -> dict[str, object]:
    """Profiles with the next free time of each, the soonest first."""
    cards = therapist_search.sorted_cards(_with_next_time(profiles), by_name=False)
    return {"cards": cards}


def find_therapists(
    page: Page, request: HttpRequest, profiles: PageQuerySet
) -> dict[str, object]:
    """The therapist search: matching cards with the next free time and the week."""
    profiles = profiles.select_related("therapist__main_location")
    everyone = [profile.therapist for profile in profiles]
    form = therapist_search.TherapistSearchForm(request.GET, therapists=everyone)
    fitting = therapist_search.fitting(profiles, form)
    weeks = therapist_search.weeks(fitting)
    for profile in fitting:
        profile.week = weeks.get(profile.therapist_id, "")
    timed = _with_next_time(fitting, form.asked("location"), form.asked("day"))
    cards = therapist_search.sorted_cards(timed, form.asked("sort") == "name")
    return {"found": therapist_search.Found(form, cards, len(everyone))}


def offers_and_hours(page: TherapistPage, request: HttpRequest) -> dict[str, object]:
    """The treatments of a therapist, and their weekly hours, now and later."""
    therapist, today = page.therapist, clock.today(timezone.now())
    catalogue = catalogues.current()
    person = catalogue.person(therapist.slug)
    given = [
        each for each in catalogue.offers.values() if therapist.pk in each.therapists
    ]
    rows = WorkingHours.objects.from_day(today).filter(therapist=therapist)
    return {
        "offers": [
            (offer, [Choice(catalogue, offer, each, person) for each in offer.lengths])
            for offer in given
        ],
        "known": urlencode({"known": 1, "therapist": therapist.slug}),
        "weeks": [(row, row.validity(today)) for row in rows],
    }


def opening_hours(page: LocationPage, request: HttpRequest) -> dict[str, object]:
    """Whether the location of a page is open, its week, and closed days ahead."""
    [status] = _statuses([page.location])
    return {"status": status}


def places(page: Page, request: HttpRequest) -> dict[str, object]:
    """Every location, and whether it is open."""
    locations = site_context.current().locations
    return {"places": list(zip(locations, _statuses(locations), strict=True))}


def location_pages(
    page: Page, request: HttpRequest, pages: Iterable[LocationPage]
) -> dict[str, object]:
    """The pages of locations, and whether each is open."""
    pages = list(pages)
    statuses = _statuses([each.location for each in pages])
    return {"items": list(zip(pages, statuses, strict=True))}


def at_this_place(page: LocationPage, request: HttpRequest) -> dict[str, object]:
    """Who works at the location of a page, its rooms, and what is done there."""
    location = page.location
    return {
        "people": _week_at(location),
        "rooms": location.rooms.all(),
        "treatments": Treatment.objects.on_offer()
        .at(location)
        .prefetch_related("pages"),
    }


ALL = (
    soonest_times,
    openings,
    times_with,
    times_here,
    therapists_with_times,
    find_therapists,
    offers_and_hours,
    opening_hours,
    places,
    location_pages,
    at_this_place,
)


def register() -> None:
    """Register all of these sections under their names."""
    for each in ALL:
        sections.add(each.__name__, each)


def _statuses(locations: Iterable[Location]) -> list[OpenStatus]:
    """The opening status of each location, from one read of the timetable."""
    timetable, now = catalogues.current().timetable, timezone.now()
    return [status_of(each, timetable, now) for each in locations]


def _soonest(
    therapist: Therapist | None = None,
    condition: Condition | None = None,
    place: Location | None = None,
) -> Soonest:
    catalogue = catalogues.current()
    choice = _first_visit(catalogue, therapist, condition, place)
    if not choice:
        return Soonest(None, [], opens_soon=not catalogue.is_open)
    return Soonest(choice, day_picker.next_times(choice, SHOWN, timezone.now()))


def _with_next_time(
    profiles: Iterable[TherapistPage],
    place: Location | None = None,
    weekday: int | None = None,
) -> list[Card]:
    """(profile, next free time) of each, from one read of the calendar."""
    catalogue = catalogues.current()
    choices = [
        _first_visit(catalogue, each.therapist, place=place) for each in profiles
    ]
    found = free_times.soonest_of_each(filter(None, choices), timezone.now(), weekday)
    rows = []
    for profile, choice in zip(profiles, choices, strict=True):
        opening = next(found) if choice else None
        times = [day_picker.printed(opening, catalogue)] if opening else []
        rows.append((profile, Soonest(choice, times)))
    return rows


def _week_at(location: Location) -> list[tuple[Therapist, list[str]]]:
    """(therapist, weekdays) of all who work at a location, by name."""
    today = location.today(timezone.now())
    rows = WorkingHours.objects.from_day(today).filter(location=location)
    days: defaultdict[Therapist, dict[str, None]] = defaultdict(dict)
    for row in rows.prefetch_related("therapist__pages"):
        days[row.therapist][row.get_weekday_display()] = None
    return sorted(
        ((person, list(names)) for person, names in days.items()),
        key=lambda each: each[0].name,
    )


def _first_visit(
    catalogue: Catalogue,
    therapist: Therapist | None = None,
    condition: Condition | None = None,
    place: Location | None = None,
) -> Choice | None:
    """The choice for a first visit; None when clients can book none."""
    offer, minutes = _default_for(catalogue, therapist)
    if offer is None or not catalogue.is_open:
        return None
    return choose(
        catalogue,
        treatment=offer.slug,
        length=minutes,
        therapist=therapist.slug if therapist else "",
        location=place.slug if place else "",
        condition=condition.slug if condition else "",
    )


def _default_for(
    catalogue: Catalogue, therapist: Therapist | None
) -> tuple[Offer | None, int]:
    """The clinic's default treatment, or what this therapist offers to new clients."""
    offer, minutes = catalogue.default
    if therapist is None or (offer and therapist.id in offer.therapists):
        return offer, minutes
    for offer in catalogue.offers.values():
        if therapist.id in offer.therapists and offer.lengths_for_new:
            return offer, offer.lengths_for_new[0].minutes
    return None, 0
