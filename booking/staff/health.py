"""What a client told us before a visit: red flags first; every reading is logged."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_denied

from booking.staff.forms import ReasonForm
from booking.staff.permissions import sees_visits, visit_for
from clients import access, files, readings
from clients.access import HEALTH
from clients.fields import Unreadable
from intake import for_therapists, presentation
from web.decorators import personal
from web.posted import posted


@require_http_methods(["GET", "POST"])
@personal
@sees_visits
def health(request, appointment_id):
    """Show the answers of a visit. The owner must give a reason every time."""
    visit = visit_for(request.user, appointment_id)
    if access.allows(request.user, visit.client, HEALTH):
        return _show(request, visit)
    if not access.allows_with_reason(request.user, HEALTH):
        return permission_denied(request)
    form = ReasonForm(posted(request))
    if form.is_valid():
        return _show(request, visit, form.cleaned_data["reason"])
    context = {"form": form, "visit": visit}
    return render(request, "booking/staff/reason.html", context)


def files_of(client):
    """The ids of all files of a person."""
    return files.of(client).values_list("pk", flat=True)


def _show(request, visit, reason=""):
    """Show everything, and log that it was shown."""
    readings.note(
        client=visit.client,
        user=request.user,
        what="health answers",
        row_id=visit.form.pk if visit.form else visit.pk,
        reason=reason,
        now=timezone.now(),
    )
    submission = visit.form
    context = {
        "visit": visit,
        "submission": submission,
        "flags": for_therapists.of(submission, visit.safety_check),
        "parts": _parts(submission),
        "readings": readings.of(*files_of(visit.client), shown=20),
    }
    return render(request, "booking/staff/health.html", context)


def _parts(submission):
    """The answers in words; none when the flags already say that they do not open."""
    if submission is None or not submission.saved_pages:
        return []
    try:
        return presentation.answers(submission.form, submission.answers)
    except Unreadable:
        return []
