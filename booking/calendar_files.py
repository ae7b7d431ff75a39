"""A visit as a calendar file (RFC 5545), which calendars update in place."""

from django.conf import settings
from icalendar import Calendar, Event, vText

from clinic.models import ClinicDetails


def calendar_file(appointment, cancelled=False):
    """The visit as text/calendar.

    UID stays the same for all its life and SEQUENCE rises with each change (RFC
    5545, 3.8.7.4), so that a later file replaces the earlier entry. It tells
    neither treatment nor health.
    """
    clinic = ClinicDetails.load()
    event = Event()
    event.add("uid", f"{appointment.pk}@{settings.SITE.hostname}")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.booked_at or appointment.created_at)
    event.add("dtstart", appointment.local_start)
    event.add("dtend", appointment.local_end)
    event.add("summary", f"Visit at {clinic.name}")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if not appointment.location.visits_homes:
        location = appointment.location
        event["location"] = vText(f"{location.name}, {location.address}")
    calendar = Calendar()
    calendar.add("prodid", "-//Plumbline//Visits//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def attached(appointment, cancelled=False):
    """The file as an attachment of a message."""
    return {
        "name": "visit.ics",
        "type": "text/calendar; charset=utf-8",
        "text": calendar_file(appointment, cancelled),
    }
