"""What the clinic writes to clients about their visits. Nothing here tells of health:
not even the name of the treatment, which may."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from booking.engine import deadlines
from clients.contact import mailbox_or_nothing
from clinic import frame
from clinic.tokens import token_for
from clinic.wording import clock, dollars, long_day, zone_name
from outbox import services as outbox

# What a link to a visit is signed for: the one that a browser shows, and the one in a
# mail, whose button proves the mailbox.
VISIT = "visit"
FROM_MAIL = "visit-mail"
HEALTH_FORM = "health-form"

CONFIRMATION = "confirmation"
REQUESTED = "requested"
DECLINED = "declined"
MOVED = "moved"
CANCELLED = "cancelled"
ADDRESS_LEFT = "address_left"
INTAKE_REQUEST = "intake_request"
REMINDERS = ("reminder_3_days", "reminder_24_hours")
TO_CLIENTS = (
    CONFIRMATION,
    REQUESTED,
    DECLINED,
    MOVED,
    CANCELLED,
    ADDRESS_LEFT,
    INTAKE_REQUEST,
    *REMINDERS,
)

CALL_NEEDED = "call_needed"

PLACEHOLDERS = (
    "first_name",
    "therapist",
    "day",
    "time",
    "place",
    "clinic",
    "clinic_phone",
    "free_until",
    "late_fee",
    "fee",
    "form_due",
)

# The form is asked for again a day before it is due.
ASK_BEFORE_DUE = timedelta(hours=24)

CALENDAR_FILE = "booking.calendar_file"
STILL_ON = "booking.still_on"
FORM_MISSING = "booking.form_missing"


def visit_url(appointment):
    """The link of a visit in a mail to the address that the visit has."""
    token = token_for(appointment.pk, from_mail_to(appointment.email))
    return settings.SITE_URL + reverse("visit:from_mail", args=[token])


def from_mail_to(email):
    """What a mail's link is signed for: another address makes another link."""
    return f"{FROM_MAIL}:{mailbox_or_nothing(email)}"


def form_url(submission):
    """The link to a health form."""
    path = reverse("intake:tasks", args=[token_for(submission.pk, HEALTH_FORM)])
    return settings.SITE_URL + path


def send_booked(appointment, now):
    """Confirm a visit, ask for the health form, and plan the reminders."""
    write = _writer(appointment, now)
    outbox.post(
        write(CONFIRMATION, attachment=CALENDAR_FILE),
        *_planned(appointment, write, now),
    )


def send_requested(appointment, now):
    """Say that a request has arrived, and what happens next."""
    outbox.post(_writer(appointment, now)(REQUESTED))


def send_declined(appointment, now):
    """Say that a request came to nothing."""
    outbox.post(_writer(appointment, now)(DECLINED))


def send_moved(appointment, now):
    """Confirm the new time, and plan the reminders anew."""
    write = _writer(appointment, now)
    _withdraw_planned(appointment)
    outbox.post(
        write(MOVED, attachment=CALENDAR_FILE), *_planned(appointment, write, now)
    )


def send_cancelled(appointment, fee, now):
    """Confirm that a visit is off, with the fee if there is one."""
    write = _writer(appointment, now, fee=_fee_in_words(fee))
    _withdraw_planned(appointment)
    outbox.post(write(CANCELLED, attachment=CALENDAR_FILE))


def send_address_left(appointment, was, now):
    """Tell an address that the letters of a visit go to another one from now on."""
    values = _values(appointment, "")
    outbox.post(
        outbox.letter(
            kind=ADDRESS_LEFT, to=was, values=values, about=appointment.pk, now=now
        )
    )


def tell_staff_to_call(now):
    """Tell the clinic that somebody must be called; who and why is in the admin."""
    clinic = frame.current().clinic
    if clinic.email:
        address = settings.SITE_URL + reverse("wagtailadmin_home")
        actions = [("Open the list", address)]
        outbox.post(
            outbox.letter(kind=CALL_NEEDED, to=clinic.email, actions=actions, now=now)
        )


def _planned(appointment, write, now):
    """Reminders, and the request for the health form, as far as they lie ahead."""
    letters = [
        write(kind, due_at=due_at, check_name=STILL_ON)
        for kind, due_at in deadlines.reminders(appointment.starts_at, now)
    ]
    submission = appointment.submission
    if submission.completed_at is None:
        due_at = max(now, submission.due_at - ASK_BEFORE_DUE)
        letters.append(write(INTAKE_REQUEST, due_at=due_at, check_name=FORM_MISSING))
    return letters


def _withdraw_planned(appointment):
    outbox.withdraw(about=appointment.pk, kinds=[*REMINDERS, INTAKE_REQUEST])


def _writer(appointment, now, fee=""):
    """A function that writes letters of any kind about one visit."""
    common = {
        "to": appointment.email,
        "values": _values(appointment, fee),
        "facts": facts(appointment),
        "about": appointment.pk,
        "now": now,
    }

    def write(kind, **changes):
        actions = _actions(kind, appointment)
        return outbox.letter(kind=kind, actions=actions, **common, **changes)

    return write


def _values(appointment, fee):
    start, clinic = appointment.local_start, frame.current().clinic
    zone = appointment.location.zone
    free_until = appointment.starts_at - timedelta(hours=appointment.free_change_hours)
    due_at = appointment.submission.due_at or appointment.starts_at
    return {
        "first_name": appointment.first_name,
        "therapist": appointment.therapist.short_name,
        "day": long_day(start),
        "time": clock(start),
        "place": appointment.location.name,
        "clinic": clinic.name,
        "clinic_phone": appointment.location.phone.as_national,
        "free_until": _moment(free_until.astimezone(zone)),
        "late_fee": dollars(appointment.late_fee_cents),
        "form_due": _moment(due_at.astimezone(zone)),
        "fee": fee,
    }


def facts(appointment):
    """When, where, with whom: the rows that every message and page prints."""
    start, end = appointment.local_start, appointment.local_end
    where = appointment.location.name
    if appointment.location.visits_homes:
        where = f"At your home: {appointment.address}"
    elif appointment.location.address:
        where = f"{where}, {appointment.location.address}"
    return [
        (
            "When",
            f"{long_day(start)}, {clock(start)} to {clock(end)} ({zone_name(start)})",
        ),
        ("Where", where),
        ("With", appointment.therapist.name),
        ("Price", dollars(appointment.price_cents)),
        ("Reference", appointment.reference),
    ]


def _actions(kind, appointment):
    """The links that a kind of message offers, the most useful first."""
    what = "See, change or cancel the visit"
    if kind == REQUESTED:
        what = "See or cancel the request"
    see = (what, visit_url(appointment))
    form = ("Fill in your health form", form_url(appointment.submission))
    again = ("Book another time", settings.SITE_URL + reverse("booking:treatments"))
    if kind in (CANCELLED, DECLINED):
        return [again]
    if kind == INTAKE_REQUEST:
        return [form, see]
    if kind == CONFIRMATION and appointment.submission.completed_at is None:
        return [see, form]
    return [see]


def _moment(local):
    return f"{long_day(local)}, {clock(local)}"


def _fee_in_words(fee):
    if not fee.late:
        return "There is nothing to pay."
    if fee.waived:
        return "It came late, but this time there is no fee."
    return f"As it was a late cancellation, the fee is {dollars(fee.cents)}."
