"""Live times and working hours for any page; other apps' templates may use them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django import template
from django.utils import timezone

from booking.availability import catalogue as catalogues
from booking.availability import day_picker, queries, therapist_search
from booking.availability.opening_hours import status_of
from booking.availability.selection import Choice, choose
from booking.models import Treatment, WorkingHours
from locations import clock

register = template.Library()


@dataclass(frozen=True)
class Soonest:
    """The next free times of a choice; `times` is empty when there are none."""

    choice: Choice | None
    times: list


@register.simple_tag
def next_times(count, therapist=None, condition=None, place=None):
    """The soonest times of a first visit, for a therapist, condition or place."""
    choice = _first_visit(catalogues.current(), therapist, condition, place)
    if not choice:
        return Soonest(None, [])
    return Soonest(choice, day_picker.next_times(choice, count, timezone.now()))


@register.simple_tag
def with_next_time(profiles, place=None, weekday=None):
    """(profile, their next free time) of each, from one look at the calendar."""
    catalogue = catalogues.current()
    choices = [
        _first_visit(catalogue, each.therapist, place=place) for each in profiles
    ]
    found = queries.soonest_of_each(filter(None, choices), timezone.now(), weekday)
    rows = []
    for profile, choice in zip(profiles, choices, strict=True):
        opening = next(found) if choice else None
        times = [day_picker.printed(opening, catalogue)] if opening else []
        rows.append((profile, Soonest(choice, times)))
    return rows


@register.simple_tag
def soonest_first(profiles):
    """(profile, their next free time) of each, the soonest first."""
    return therapist_search.sorted_cards(with_next_time(profiles), by_name=False)


@register.simple_tag
def find_therapists(profiles, asked):
    """Who fits a question, each with the next free time and the week in words."""
    profiles = profiles.select_related("therapist__main_location")
    everyone = [profile.therapist for profile in profiles]
    form = therapist_search.FinderForm(asked, therapists=everyone)
    fitting = therapist_search.fitting(profiles, form)
    weeks = therapist_search.weeks(fitting)
    for profile in fitting:
        profile.week = weeks.get(profile.therapist_id, "")
    timed = with_next_time(fitting, form.asked("location"), form.asked("day"))
    cards = therapist_search.sorted_cards(timed, form.asked("sort") == "name")
    return therapist_search.Found(form, cards, len(everyone))


@register.simple_tag
def week_of(therapist):
    """(hours, validity in words) of a therapist's weeks, now and later, day by day."""
    today = clock.today(timezone.now())
    rows = WorkingHours.objects.from_day(today).filter(therapist=therapist)
    return [(row, row.validity(today)) for row in rows]


@register.simple_tag
def week_at(location):
    """(therapist, weekdays) of everyone who works at a location, by name."""
    today = location.today(timezone.now())
    rows = WorkingHours.objects.from_day(today).filter(location=location)
    days = defaultdict(dict)
    for row in rows.select_related("therapist__page"):
        days[row.therapist][row.get_weekday_display()] = None
    return sorted(
        ((person, list(names)) for person, names in days.items()),
        key=lambda each: each[0].name,
    )


@register.simple_tag
def rooms_of(location):
    """The rooms of a location."""
    return location.rooms.all()


@register.simple_tag
def treatments_at(location):
    """The treatments that are given at a location, with their pages."""
    return Treatment.objects.on_offer().at(location).select_related("page")


@register.simple_tag
def open_now(location):
    """Whether a location is open, its week, and closed days ahead."""
    return status_of(location, catalogues.current().timetable, timezone.now())


@register.simple_tag
def with_open_now(pages):
    """(page, whether it is open) of each page of a location."""
    timetable, now = catalogues.current().timetable, timezone.now()
    return [(page, status_of(page.location, timetable, now)) for page in pages]


@register.simple_tag
def places_open_now(locations):
    """(location, whether it is open) of each location."""
    timetable, now = catalogues.current().timetable, timezone.now()
    return [(place, status_of(place, timetable, now)) for place in locations]


@register.simple_tag
def offers_of(therapist):
    """What a therapist offers, with lengths and prices."""
    offers = catalogues.current().offers.values()
    return [offer for offer in offers if therapist.id in offer.therapists]


@register.filter
def near_day(local):
    """Today, Tomorrow, or Tue, Jun 10."""
    today = timezone.now().astimezone(local.tzinfo).date()
    if local.date() == today:
        return "Today"
    if local.date() == today + timedelta(days=1):
        return "Tomorrow"
    return f"{local:%a, %b} {local.day}"


def _first_visit(catalogue, therapist=None, condition=None, place=None):
    """The choice of somebody new; None when nothing is on offer to them."""
    offer, minutes = _default_for(catalogue, therapist)
    return offer and choose(
        catalogue,
        treatment=offer.slug,
        length=minutes,
        therapist=therapist.slug if therapist else "",
        location=place.slug if place else "",
        condition=condition.slug if condition else "",
    )


def _default_for(catalogue, therapist):
    """The clinic's default treatment, or what this therapist offers to new people."""
    offer, minutes = catalogue.default
    if therapist is None or (offer and therapist.id in offer.therapists):
        return offer, minutes
    for offer in catalogue.offers.values():
        if therapist.id in offer.therapists and offer.lengths_for_new:
            return offer, offer.lengths_for_new[0].minutes
    return None, 0
