"""Messages to clients before their visits.

They are planned when a visit is booked, and not sent if they no longer apply.
"""

from datetime import timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from booking.availability import impact
from booking.messages import planning
from booking.messages.client_kinds import VisitLetter
from clients import services as clients
from clients.models import Consent
from outbox import services as outbox

# A three-day reminder that is this late is dropped in favour of the next one.
TOO_LATE = timedelta(days=2)


class Planned(VisitLetter):
    """Waits while a schedule change has left the visit without a time."""

    def why_wait(self):
        hit = impact.is_hit(self.row.pk)
        return gettext("The visit has lost its time.") if hit else ""


class IntakeRequest(Planned):
    """Asks for the intake form, while it can still come in time."""

    name = planning.INTAKE_REQUEST
    title = _("Request for the health form")
    sent_when = _("the health form is missing, in time before the visit")
    example_actions = (
        _("Fill in your health form"),
        _("See, change or cancel the visit"),
    )
    call_about = _("The health form is missing.")

    @property
    def actions(self):
        see, *form = super().actions
        return [*form, see]

    def outdated(self):
        return super().outdated() or self._not_to_be_asked()

    def _not_to_be_asked(self):
        if self.due is None:
            return gettext("The health form is in.")
        if self.due <= self.now:
            return gettext("The health form was due already.")
        if _told_all_lately(self):
            return gettext("A letter that asks for the form has just left.")
        return ""


class Reminder(Planned):
    """Reminds clients of a visit if they want to be reminded.

    A client without an intake form has not been asked yet, and is reminded.
    """

    def outdated(self):
        return super().outdated() or self._not_wanted()

    def _not_wanted(self):
        was_asked = self.row.form and self.row.form.completed_at
        if was_asked and not clients.agrees(self.row.client, Consent.Kind.REMINDERS):
            return gettext("The client does not want reminders.")
        if _told_all_lately(self):
            return gettext("A letter that says the same has just left.")
        return ""


class ReminderThreeDays(Reminder):
    """Three days before."""

    name = "reminder_3_days"
    title = _("Reminder three days before")
    sent_when = _("a visit is three days ahead")

    def _not_wanted(self):
        late = self.row.starts_at - self.now < TOO_LATE
        return super()._not_wanted() or (
            gettext("The next reminder follows.") if late else ""
        )


class ReminderOneDay(Reminder):
    """The day before."""

    name = "reminder_24_hours"
    title = _("Reminder the day before")
    sent_when = _("a visit is a day ahead")


ALL = (IntakeRequest, ReminderThreeDays, ReminderOneDay)


def _told_all_lately(kind):
    since = kind.now - planning.QUIET
    return outbox.left_since(since, about=kind.row.pk, kinds=planning.TELL_ALL)
