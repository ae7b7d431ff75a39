"""Treatments, schedules and appointments."""

from booking.models.appointments import Appointment, HistoryEntry
from booking.models.calls import CallRequest
from booking.models.drafts import Draft
from booking.models.notices import NoticeChoice
from booking.models.pages import TreatmentIndexPage, TreatmentPage
from booking.models.resources import Resource, Room
from booking.models.rules import BookingRules, ScheduleVersion
from booking.models.schedule import Shift, TimeOff, WorkingHours
from booking.models.ticks import Occupancy, OccupiedTick
from booking.models.treatments import Treatment, TreatmentLength

__all__ = [
    "Appointment",
    "BookingRules",
    "CallRequest",
    "Draft",
    "HistoryEntry",
    "NoticeChoice",
    "Occupancy",
    "OccupiedTick",
    "Resource",
    "Room",
    "ScheduleVersion",
    "Shift",
    "TimeOff",
    "Treatment",
    "TreatmentIndexPage",
    "TreatmentLength",
    "TreatmentPage",
    "WorkingHours",
]
