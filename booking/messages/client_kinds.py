"""Messages to clients when something happens with their visits.

None mentions health, not even the name of the treatment, which may hint at it."""

from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from booking import links, services
from booking.engine import deadlines
from booking.messages import calendar_files, planning
from booking.messages.contacts import (
    address_of,
    first_name_of,
    name_of,
    place_in_calendar,
)
from booking.models import Appointment, CallRequest
from booking.models.appointments import Status
from booking.policies.fees import fee_in_words
from booking.services import person
from intake.levels import Level
from locations.formatting import clock, how_soon, long_day, money
from outbox import languages
from outbox.kinds import FIRST_NAME, Placeholder, RowKind
from web import phones


class VisitLetter(RowKind):
    """A message about one visit, sent only while the visit has the expected status."""

    placeholders = {
        **FIRST_NAME,
        "therapist": Placeholder(_("the therapist"), "Sam"),
        "day": Placeholder(_("the day of the visit"), _("Tuesday, June 11")),
        "time": Placeholder(_("when it begins"), _("4:15 pm")),
        "when": Placeholder(_("how soon it is"), _("In three days")),
        "place": Placeholder(_("where it is"), "Main Street"),
        "free_until": Placeholder(
            _("until when a change is free; empty once that is past"),
            _("Monday, June 10, 4:15 pm"),
        ),
        "late_fee": Placeholder(
            _("what a late cancellation costs; empty when nothing"),
            lazy(money, str)(6000),
        ),
        "call_now": Placeholder(
            _("the number to call once changes are no longer free; empty before"), ""
        ),
        "fee_now": Placeholder(
            _("what cancelling costs once it is no longer free; empty before"), ""
        ),
        "form_when": Placeholder(
            _("when the health form is due; empty when it is handed in"),
            _("by Tuesday, June 11, 4:15 am"),
        ),
        "form_due": Placeholder(
            _("the same, and empty once that is past"), _("Tuesday, June 11, 4:15 am")
        ),
    }
    example_facts = (
        (_("When"), _("Tuesday, June 11, 4:15 to 5:15 pm")),
        (_("With"), "Sam"),
        (_("Where"), "Main Street"),
    )
    example_actions = (
        _("See, change or cancel the visit"),
        _("Fill in your health form"),
    )
    call_about = ""  # what a call says, when the subject does not
    status = Status.BOOKED
    until_it_begins = True

    @classmethod
    def rows(cls):
        return Appointment.objects.with_people()

    @property
    def to(self):
        return self.message.to or address_of(self.row)

    @property
    def language(self):
        """That of the client; without an address, staff read it and call."""
        return languages.of_client(self.row.language if self.to else "")

    @property
    def whom(self):
        return name_of(self.row) if self.row else self.message.to

    @property
    def facts(self):
        return planning.facts(self.row, place_in_calendar(self.row))

    @property
    def actions(self):
        return [
            (gettext("See, change or cancel the visit"), links.visit_url(self.row)),
            *self._form(),
        ]

    @property
    def values(self):
        visit, start = self.row, self.row.local_start
        return {
            "first_name": first_name_of(visit),
            "therapist": visit.therapist.short_name,
            "day": long_day(start),
            "time": clock(start),
            "when": how_soon(start, self.now),
            "place": visit.location.name,
            "clinic_phone": phones.in_words(visit.location.phone),
            **self._rule(),
            **self._form_by(),
        }

    def why_not(self):
        return super().why_not() or self.outdated()

    def without_address(self, mail):
        """Ask staff to call a client who has no e-mail address."""
        services.ask_for_a_call(
            name=self.row.name,
            phone=self.row.phone,
            level=Level.NONE,
            appointment=self.row,
            topic=str(self.call_about or mail.subject)[: CallRequest.TOPIC_LENGTH],
            now=self.now,
        )

    def outdated(self):
        """Why this message no longer suits the visit; empty while it does."""
        if self.row.status != self.status:
            status = self.row.get_status_display()
            return gettext("The visit is {status} by now.").format(status=status)
        if self.until_it_begins and deadlines.has_begun(self.row.starts_at, self.now):
            return gettext("The visit has begun.")
        return ""

    def _rule(self):
        """The cost of a change, worded for before or after the end of free changes."""
        visit = self.row
        ends_at = deadlines.free_until(visit.starts_at, visit.free_change_hours)
        cents = visit.late_fee_cents
        fee = money(cents, visit.currency) if cents else ""
        if deadlines.changes_freely(visit.starts_at, visit.free_change_hours, self.now):
            free_until = self.moment(ends_at)
            late = {"call_now": "", "fee_now": ""}
        else:
            free_until = ""
            late = {"call_now": phones.in_words(visit.location.phone), "fee_now": fee}
        return {"free_until": free_until, "late_fee": fee, **late}

    @cached_property
    def due(self):
        """When the intake form is due, or None: see `planning.form_due`."""
        return planning.form_due(self.row.form, self.now)

    def _form(self):
        """The link to the intake form, while it is missing."""
        if self.due is None:
            return []
        return [(gettext("Fill in your health form"), links.form_url(self.row))]

    def _form_by(self):
        """When the intake form is due; `form_due` is empty once that is past."""
        if self.due is None:
            return {"form_due": "", "form_when": ""}
        if self.due <= self.now:
            return {"form_due": "", "form_when": gettext("before you come")}
        moment = self.moment(self.due)
        by = gettext("by {moment}").format(moment=moment)
        return {"form_due": moment, "form_when": by}

    def moment(self, instant):
        """An instant in words, in the time zone of the visit's location."""
        local = instant.astimezone(self.row.location.zone)
        return f"{long_day(local)}, {clock(local)}"


class WithFile(VisitLetter):
    """A message with the visit attached as a calendar file."""

    @property
    def attachment(self):
        return calendar_files.attachment(self.row, self.now)


class Confirmation(WithFile):
    """The visit is booked; `also_booked` are the client's other visits at that time."""

    name = planning.CONFIRMATION
    title = _("Confirmation")
    sent_when = _("a visit is booked")
    placeholders = {
        **VisitLetter.placeholders,
        "also_booked": Placeholder(
            _("other visits of this mailbox at the same time; mostly empty"), ""
        ),
    }

    def without_address(self, mail):
        """Do nothing: a client without an address booked by phone and was told then."""

    @property
    def values(self):
        others = person.in_one_mailbox(self.row, self.now)
        words = (
            gettext("{time} with {therapist} ({reference})").format(
                time=clock(other.local_start),
                therapist=other.therapist.short_name,
                reference=other.reference,
            )
            for other in others
        )
        return {**super().values, "also_booked": ", ".join(words)}


class Moved(WithFile):
    """The visit has another time, place or therapist; `before` is what it was."""

    name = planning.MOVED
    title = _("Visit moved")
    sent_when = _("the time, place or therapist of a visit changes")
    placeholders = {
        **VisitLetter.placeholders,
        "before": Placeholder(
            _("when, with whom and where it was"),
            _("Monday, June 10, 4:15 pm with Sam at Main Street"),
        ),
    }

    @property
    def values(self):
        return {**super().values, "before": self._before()}

    def outdated(self):
        moves = self.row.history.filter(verb="moved")
        again = moves.filter(pk__gt=self.message.reference or 0)
        return super().outdated() or (
            gettext("It was moved again.") if again.exists() else ""
        )

    def _before(self):
        """When, with whom and where the visit was, from its history."""
        move = self.row.history.filter(pk=self.message.reference).first()
        if move is None or "was_zone" not in move.details:
            return ""
        was = move.details
        start = datetime.fromisoformat(was["was"]).astimezone(ZoneInfo(was["was_zone"]))
        return gettext("{day}, {time} with {therapist} at {place}").format(
            day=long_day(start),
            time=clock(start),
            therapist=was["was_therapist"],
            place=was["was_place"],
        )


class Cancelled(WithFile):
    """The visit is cancelled; `fee` says what that costs, as noted at the time."""

    name = planning.CANCELLED
    title = _("Visit cancelled")
    sent_when = _("a visit is cancelled")
    placeholders = {
        **VisitLetter.placeholders,
        "fee": Placeholder(_("what it costs; empty when nothing"), ""),
    }
    example_actions = (_("Book another time"),)
    status = Status.CANCELLED
    until_it_begins = False

    @property
    def values(self):
        return {**super().values, "fee": self._fee()}

    @property
    def actions(self):
        return [_book_another()]

    def _fee(self):
        noted = self.row.history.filter(verb="cancelled").last()
        return fee_in_words(noted.details, self.row.currency) if noted else ""


class AddressLeft(VisitLetter):
    """To the old address: messages about the visit go to another one from now on."""

    name = planning.ADDRESS_LEFT
    title = _("Another address for the visit")
    sent_when = _("a visit gets another e-mail address; to the old one")
    placeholders = {}
    facts = actions = example_facts = example_actions = ()
    values = {}

    def outdated(self):
        return ""


class Requested(VisitLetter):
    """A request has arrived and the clinic will call, at the latest by `answer_by`."""

    name = planning.REQUESTED
    title = _("Request received")
    sent_when = _("a visit is asked for that the team must agree to")
    placeholders = {
        **VisitLetter.placeholders,
        "answer_by": Placeholder(
            _("until when the team calls; empty once that is past"),
            _("Monday, June 10, 4:15 pm"),
        ),
    }
    example_actions = (_("See or cancel the request"),)
    status = Status.REQUESTED

    @property
    def values(self):
        until = self.row.expires_at
        ahead = until and until > self.now
        return {**super().values, "answer_by": self.moment(until) if ahead else ""}

    @property
    def actions(self):
        return [(gettext("See or cancel the request"), links.visit_url(self.row))]


class AskedFirst(Requested):
    """A visit waits for a call because of an answer in the intake form."""

    name = planning.ASKED_FIRST
    title = _("Call before the visit")
    sent_when = _("an answer in the health form turns a visit into a request")


class Declined(VisitLetter):
    """A request was declined."""

    name = planning.DECLINED
    title = _("Request declined")
    sent_when = _("a request is declined, or ends without an answer")
    example_actions = (_("Book another time"),)
    status = Status.DECLINED
    until_it_begins = False

    @property
    def actions(self):
        return [_book_another()]


ALL = (
    Confirmation,
    Requested,
    AskedFirst,
    Declined,
    Moved,
    Cancelled,
    AddressLeft,
)


def _book_another():
    address = settings.SITE_URL + reverse("booking:treatments")
    return gettext("Book another time"), address
