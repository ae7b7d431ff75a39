"""Notify the team by mail of what clients do: at once, daily, or not at all.

What the notices say is in `staff_kinds.py`."""

from datetime import timedelta

from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from booking.models import NoticeChoice
from booking.models.appointments import VISITS
from clients import access
from clients.access import Reach
from locations import site_context
from outbox import services as outbox

VISIT_CHANGED = "visit_notice"
REQUEST_MADE = "request_notice"
CALL_NEEDED = "call_needed"
MAIL_FAILED = "mail_failed"
DAILY_LIST = "daily_list"

SOON = timedelta(hours=48)
DAY = timedelta(days=1)
LIST_HOUR = 7  # in the clinic's time zone

Visits, Desk = NoticeChoice.Visits, NoticeChoice.Desk


def of_visit(appointment, now):
    """Notices to the therapists whose visit was just booked, moved or cancelled,
    unless they did it themselves."""
    events = list(appointment.history.select_related("by").order_by("at", "pk"))
    if not any(event.verb in ("booked", "accepted") for event in events):
        return []  # a request that never became a visit
    event = events[-1]
    return [
        outbox.letter(
            kind=VISIT_CHANGED,
            about=appointment.pk,
            reference=event.pk,
            to_staff=user,
            now=now,
        )
        for user in _therapists_of(appointment, event)
        if user != event.by and _hears_at_once(user, appointment, now)
    ]


def of_request(appointment, now):
    """Notices to the staff who answer requests."""
    return _to_the_desk(REQUEST_MADE, now, about=appointment.pk)


def of_call(now):
    """Notices to the staff who call clients; one at a time, as they name nobody."""
    return _to_the_desk(CALL_NEEDED, now)


def of_failed_mail(sender, message, now, **signal):
    """Tell the desk that a mail did not arrive, unless it was a notice to staff."""
    if message.to_staff_id is None and message.kind != CALL_NEEDED:
        outbox.post(*_to_the_desk(MAIL_FAILED, now))


def write_daily_lists(now):
    """Send today's list to everyone who wants one, once, from the morning on."""
    local = now.astimezone(site_context.current().zone)
    if local.hour < LIST_HOUR:
        return
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    for user in _team():
        if wants_daily_visits(user) or wants_daily_desk(user):
            _write_daily_list(user, midnight, now)


@transaction.atomic
def _write_daily_list(user, midnight, now):
    """Send one list unless today's is sent; of two workers only one sends it."""
    choice, _ = NoticeChoice.objects.get_or_create(user=user)
    before = choice.listed_at
    if before and before >= midnight:
        return
    unchanged = NoticeChoice.objects.filter(pk=choice.pk, listed_at=before)
    if unchanged.update(listed_at=now):
        since = before or now - DAY
        values = {"since": since.isoformat(), "until": now.isoformat()}
        outbox.post(
            outbox.letter(kind=DAILY_LIST, to_staff=user, values=values, now=now)
        )


def wants_daily_visits(user):
    """Whether this user treats clients and wants a list of what changed."""
    treats = getattr(user, "therapist", None) is not None
    return treats and _visits(user) in (Visits.SOON, Visits.DAILY)


def wants_daily_desk(user):
    return _desk(user) == Desk.DAILY


def _to_the_desk(kind, now, about=None):
    """One notice to each user who wants it at once; to the clinic if nobody does.

    Nobody gets a second notice of a kind while the first still waits to be sent.
    """
    people = [user for user in _team() if _keeps_the_books(user)]
    heard = [user for user in people if _desk(user) != Desk.NEVER]
    recipients = [user for user in heard if _desk(user) == Desk.AT_ONCE]
    if not heard and site_context.current().clinic.email:
        recipients = [None]
    return [
        outbox.letter(kind=kind, about=about, to_staff=user, now=now)
        for user in recipients
        if not outbox.is_waiting(kind=kind, about=about, to_staff=user)
    ]


def _therapists_of(appointment, event):
    """The accounts of the therapist of a visit and of the one before a move."""
    ids = {appointment.therapist_id, event.details.get("was_therapist_id")}
    users = User.objects.filter(therapist__in=ids - {None}, is_active=True)
    return users.select_related("notice_choice")


def _hears_at_once(user, appointment, now):
    choice = _visits(user)
    is_soon = appointment.starts_at <= now + SOON
    return choice == Visits.AT_ONCE or (choice == Visits.SOON and is_soon)


def _team():
    """Every user who sees visits, with their notice choices and roles."""
    team = User.objects.active().with_permission(f"{VISITS}_own", f"{VISITS}_any")
    return team.select_related("notice_choice", "therapist").prefetch_related(
        "groups__permissions__content_type"
    )


def _keeps_the_books(user):
    return access.reach(user, VISITS) is Reach.EVERYONE


def _roles(user):
    return {group.name for group in user.groups.all()}


def _visits(user):
    choice = getattr(user, "notice_choice", None)
    return (choice and choice.visits) or Visits.SOON


def _desk(user):
    """The user's choice, or the default: at once for the front desk, and for the owner
    of a clinic that has none."""
    choice = getattr(user, "notice_choice", None)
    if not _keeps_the_books(user):
        return Desk.NEVER
    if choice and choice.desk:
        return choice.desk
    roles = _roles(user)
    alone = Role.OWNER in roles and not _front_desk_exists()
    return Desk.AT_ONCE if Role.FRONT_DESK in roles or alone else Desk.NEVER


def _front_desk_exists():
    desk = User.objects.filter(is_active=True, groups__name=Role.FRONT_DESK)
    return desk.exists()
