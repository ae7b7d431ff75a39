"""A visit as a calendar file (RFC 5545), which calendars update in place."""

from functools import cache

from django.conf import settings
from icalendar import Calendar, Event, Timezone, vText

from booking.models import Appointment
from booking.models.appointments import Status
from clinic import frame
from outbox.attachments import Attachment


def calendar_file(appointment):
    """The visit as text/calendar.

    UID stays the same for all its life and SEQUENCE rises with each change (RFC
    5545, 3.8.7.4), so that a later file replaces the earlier entry. It tells
    neither treatment nor health.
    """
    clinic = frame.current().clinic
    cancelled = appointment.status in (Status.CANCELLED, Status.DECLINED)
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
    calendar.add_component(_timezone(appointment.location.time_zone))
    calendar.add_component(event)
    return calendar.to_ical().decode()


def attachment(appointment_id):
    """The file that goes with the mails about a visit."""
    appointment = Appointment.objects.with_people().get(pk=appointment_id)
    return Attachment("visit.ics", "text/calendar", calendar_file(appointment))


@cache
def _timezone(name):
    """The rules of a time zone around today, as calendars need them."""
    return Timezone.from_tzid(name)
