"""Messages to the team.

They mention neither health nor treatment, and name clients as Robin V. at most: a
mailbox is read by more people than the clinic's own pages.
"""

from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from booking.messages import notices
from booking.messages.contacts import name_for_staff
from booking.models import Appointment, CallRequest, HistoryEntry
from booking.models.appointments import AGREED, Status
from locations import site_context
from locations.formatting import clock, long_day, short_day
from outbox.kinds import FIRST_NAME, Kind, Placeholder, RowKind
from outbox.models import Message

WHAT = {
    "booked": _("Booked"),
    "accepted": _("Booked"),
    "moved": _("Moved"),
    "cancelled": _("Cancelled"),
    "asked first": _("To be called first"),
}


OF_A_VISIT = {
    **FIRST_NAME,
    "day": Placeholder(_("the day of the visit"), _("Tuesday, June 11")),
    "time": Placeholder(_("when it begins"), _("4:15 pm")),
    "client": Placeholder(_("the client, as colleagues need it"), "Robin V."),
}


class DeskKind(Kind):
    """A message to a member of the desk, or to the clinic when nobody is chosen."""

    @property
    def to(self):
        return super().to or site_context.current().clinic.email

    @property
    def whom(self):
        return super().whom or gettext("the clinic")


class VisitNotice(RowKind):
    """To a therapist: one of their visits was booked, moved or cancelled."""

    name = notices.VISIT_CHANGED
    title = _("Notice of a visit")
    sent_when = _("a visit is booked, moved or cancelled; to its therapist")
    placeholders = {
        **OF_A_VISIT,
        "what": Placeholder(_("what has happened"), _("Moved")),
        "place": Placeholder(_("where it is"), "Main Street"),
        "elsewhere": Placeholder(
            _("the therapist who has the visit now, if another; mostly empty"), ""
        ),
    }
    example_actions = (_("See the visit"),)
    found_by = ("reference", "pk")

    @classmethod
    def rows(cls):
        return HistoryEntry.objects.select_related(
            "appointment__client", "appointment__location", "appointment__therapist"
        )

    @property
    def values(self):
        visit, start = self.row.appointment, self.row.appointment.local_start
        is_theirs = visit.therapist.user_id == self.message.to_staff_id
        return {
            "first_name": self.message.to_staff.first_name,
            "what": str(WHAT[self.row.verb]),
            "day": long_day(start),
            "time": clock(start),
            "client": name_for_staff(visit),
            "place": visit.location.name,
            "elsewhere": "" if is_theirs else visit.therapist.short_name,
        }

    @property
    def actions(self):
        return [
            (gettext("See the visit"), _page("booking_visit", self.row.appointment_id))
        ]

    def why_not(self):
        return super().why_not() or self._outdated()

    def _outdated(self):
        newer = self.row.appointment.history.filter(verb__in=WHAT, pk__gt=self.row.pk)
        cancelled = newer.filter(verb="cancelled").exists()
        return gettext("The visit is cancelled by now.") if cancelled else ""


class RequestNotice(RowKind, DeskKind):
    """To the desk: a request waits for an answer."""

    name = notices.REQUEST_MADE
    title = _("Notice of a request")
    sent_when = _("a client asks for a visit; to the front desk")
    placeholders = {
        **OF_A_VISIT,
        "answer_by": Placeholder(
            _("until when the time is kept; empty once that is past"),
            _("Monday, June 10, 4:15 pm"),
        ),
    }
    example_actions = (_("See the request"),)

    @classmethod
    def rows(cls):
        return Appointment.objects.with_people()

    @property
    def values(self):
        visit, start = self.row, self.row.local_start
        until = visit.expires_at and visit.expires_at.astimezone(visit.location.zone)
        return {
            "first_name": _first_name(self.message),
            "day": long_day(start),
            "time": clock(start),
            "client": name_for_staff(visit),
            "answer_by": f"{long_day(until)}, {clock(until)}" if until else "",
        }

    @property
    def actions(self):
        return [(gettext("See the request"), _page("booking_visit", self.row.pk))]

    def why_not(self):
        return super().why_not() or self._outdated()

    def _outdated(self):
        waits = self.row.status == Status.REQUESTED
        return "" if waits else gettext("The request is answered.")


class CallNeeded(DeskKind):
    """To the desk: a client waits for a call. The list of calls says who."""

    name = notices.CALL_NEEDED
    title = _("Call needed")
    sent_when = _("somebody waits for a call; to the front desk")
    placeholders = FIRST_NAME
    example_actions = (_("Open the list"),)

    @property
    def values(self):
        return {"first_name": _first_name(self.message)}

    @property
    def actions(self):
        return [(gettext("Open the list"), _page("booking_calls"))]

    def why_not(self):
        waits = CallRequest.objects.open().exists()
        return super().why_not() or (
            "" if waits else gettext("Everybody has been called.")
        )


class MailFailed(DeskKind):
    """To the desk: a mail to a client could not be delivered."""

    name = notices.MAIL_FAILED
    title = _("Mail that did not arrive")
    sent_when = _("a mail to a client did not arrive; to the front desk")
    placeholders = FIRST_NAME
    example_actions = (_("Open the list"),)

    @property
    def values(self):
        return {"first_name": _first_name(self.message)}

    @property
    def actions(self):
        return [(gettext("Open the list"), _page("messages:index") + "?state=failed")]


class DailyList(Kind):
    """To a member of the team: what changed since the last list, and what waits."""

    name = notices.DAILY_LIST
    title = _("Daily list")
    sent_when = _("each morning; to those of the team who want it")
    placeholders = {
        **FIRST_NAME,
        "day": Placeholder(_("the day"), _("Tuesday, June 11")),
    }
    example_facts = (
        (_("Booked"), _("Tue, Jun 11, 4:15 pm, Robin V., Main Street")),
        (_("Calls"), _("2 waiting")),
    )
    example_actions = (_("Open today's list"),)

    @property
    def values(self):
        today = self.now.astimezone(site_context.current().zone)
        return {"first_name": _first_name(self.message), "day": long_day(today)}

    @property
    def facts(self):
        user = self.message.to_staff
        visits = self._changes(user) if notices.wants_daily_visits(user) else []
        desk = self._for_the_desk() if notices.wants_daily_desk(user) else []
        return [*visits, *desk]

    @property
    def actions(self):
        return [(gettext("Open today's list"), _page("booking_today"))]

    def why_not(self):
        return super().why_not() or (
            "" if self.facts else gettext("Nothing has changed.")
        )

    @cached_property
    def _stretch(self):
        """The time since the last list, as values for a query."""
        said = self.message.values
        return [datetime.fromisoformat(said[name]) for name in ("since", "until")]

    def _changes(self, user):
        events = HistoryEntry.objects.filter(
            appointment__therapist__user=user,
            appointment__status__in=(*AGREED, Status.CANCELLED),
            verb__in=WHAT,
            at__range=self._stretch,
        )
        others = Q(by=None) | ~Q(by=user)
        events = events.filter(others).select_related(
            "appointment__client", "appointment__location"
        )
        return [(str(WHAT[event.verb]), _line(event.appointment)) for event in events]

    def _for_the_desk(self):
        failed = Message.objects.filter(
            state=Message.State.FAILED, due_at__range=self._stretch
        )
        requests = Appointment.objects.requested().count()
        calls = CallRequest.objects.open().count()
        lost = failed.count()
        counts = [
            (gettext("Requests"), requests, _waiting(requests)),
            (gettext("Calls"), calls, _waiting(calls)),
            (
                gettext("Mails"),
                lost,
                ngettext("{n} did not arrive", "{n} did not arrive", lost),
            ),
        ]
        return [(label, words.format(n=n)) for label, n, words in counts if n]


ALL = (VisitNotice, RequestNotice, CallNeeded, MailFailed, DailyList)


def _waiting(n):
    return ngettext("{n} waiting", "{n} waiting", n)


def _line(visit):
    start = visit.local_start
    when = f"{short_day(start)}, {clock(start)}"
    return f"{when}, {name_for_staff(visit)}, {visit.location.name}"


def _first_name(message):
    return message.to_staff.first_name if message.to_staff else ""


def _page(name, *args):
    return settings.SITE_URL + reverse(name, args=args)
