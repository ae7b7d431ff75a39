"""The only place where appointments and taken time are written.

Each service is a verb with keyword-only arguments, one transaction, and a named refusal
for everything expected to go wrong. Each works in the same order: lock all resources
concerned in one call, check, write.
"""

from booking.services.attendance import mark
from booking.services.cancelling import cancel
from booking.services.cleanup import (
    expire,
    forget_old_drafts,
    forget_origins,
    forget_past_ticks,
)
from booking.services.confirming import book, book_by_phone
from booking.services.contact import change_contact, note_language
from booking.services.health_form import give_form
from booking.services.holding import extend, hold, release
from booking.services.moving import reschedule
from booking.services.requests import (
    accept,
    ask_first,
    ask_for_a_call,
    decline,
    note_call,
)
from booking.services.schedule import schedule_change

__all__ = [
    "accept",
    "ask_first",
    "ask_for_a_call",
    "book",
    "book_by_phone",
    "cancel",
    "change_contact",
    "decline",
    "expire",
    "extend",
    "give_form",
    "forget_old_drafts",
    "forget_origins",
    "forget_past_ticks",
    "hold",
    "mark",
    "note_call",
    "note_language",
    "release",
    "reschedule",
    "schedule_change",
]
