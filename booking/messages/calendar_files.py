"""A visit as a calendar file, which calendars update in place when it changes."""

from datetime import timedelta

from django.utils.translation import gettext as _

from booking import links
from booking.messages.contacts import place_in_calendar
from booking.models.appointments import Status
from content import calendars
from locations import site_context
from outbox.kinds import Attachment
from web import phones

FILE_NAME = "visit.ics"
ALARM = timedelta(hours=2)


def calendar_file(appointment, token, now):
    """The visit as text/calendar, without its treatment or anything about health.

    `token` opens the pages of the visit: see `booking/links.py`.
    """
    address = links.pages_url(token)
    entry = calendars.Entry(
        key=str(appointment.pk),
        starts_at=appointment.local_start,
        ends_at=appointment.local_end,
        summary=_("Visit at {clinic}").format(
            clinic=site_context.current().clinic.name
        ),
        description=_how_to_change(appointment, address),
        place=place_in_calendar(appointment),
        url=address,
        sequence=appointment.sequence,
        changed_at=_changed_at(appointment),
        is_cancelled=is_off(appointment),
        alarm=ALARM,
    )
    return calendars.calendar([entry], now=now, method=method_of(appointment))


def attachment(appointment, now):
    """The calendar file as an attachment of the mails about a visit."""
    text = calendar_file(appointment, links.behind_mail(appointment), now)
    return Attachment(FILE_NAME, "text/calendar", text, method_of(appointment))


def method_of(appointment):
    """The METHOD of the file, which tells a calendar what to do with it."""
    return calendars.CANCEL if is_off(appointment) else calendars.PUBLISH


def is_off(appointment):
    return appointment.status in (Status.CANCELLED, Status.DECLINED)


def _how_to_change(appointment, address):
    phone = phones.in_words(appointment.location.phone)
    return "\n".join(
        (
            _("To see, change or cancel your visit: {address}").format(address=address),
            _("Or call {phone}. Reference: {reference}").format(
                phone=phone, reference=appointment.reference
            ),
        )
    )


def _changed_at(appointment):
    last = appointment.history.order_by("at").last()
    return last.at if last else appointment.booked_at or appointment.created_at
