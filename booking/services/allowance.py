"""Limit the visits ahead of one client, browser or network, counted under lock.

Clients who have proven their mailbox are not counted, so that nobody can use up another
person's allowance. Every limit answers alike for known and unknown clients.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.exceptions import TooManyVisits
from booking.models import Appointment, BookingRules
from clients.contact import Contact, mailbox_or_nothing
from web import key_locks

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Origin:
    """Where a booking comes from: keyed hashes of the browser and its network."""

    browser: str
    network: str


def lock(origin: Origin, contact: Contact, now: datetime) -> None:
    """Lock everything that is counted; call before locking any other row."""
    counted = {
        "visits of a browser": origin.browser,
        "visits of a network": origin.network,
        "visits of a phone": contact.phone,
        "visits of an address": mailbox_or_nothing(contact.email),
    }
    keys = [key_locks.key_for(kind, value) for kind, value in counted.items() if value]
    key_locks.lock(keys, now)


def refuse_many(
    origin: Origin, contact: Contact, rules: BookingRules, now: datetime
) -> None:
    """Raise TooManyVisits when one of the clinic's limits is reached."""
    ahead = Appointment.objects.open(now)
    unproven = ahead.filter(client__proven_at__isnull=True)
    lately = Appointment.objects.filter(booked_at__gt=now - DAY)
    mailbox = mailbox_or_nothing(contact.email)
    counts = (
        (ahead.filter(browser=origin.browser), rules.open_visits_per_browser),
        (unproven.filter(phone=contact.phone), rules.unproven_visits_per_contact),
        (unproven.filter(client__mailbox=mailbox), rules.unproven_visits_per_contact),
        (lately.filter(network=origin.network), rules.bookings_per_network),
    )
    if any(visits.count() >= most for visits, most in counts):
        raise TooManyVisits
