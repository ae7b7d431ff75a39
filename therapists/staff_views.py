"""The therapist of the month in the admin: answer, agree, withdraw."""

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from therapists import services
from therapists.admin_forms import AnswersForm
from therapists.models import Feature


@require_http_methods(["GET", "POST"])
def answers(request, feature_id):
    """Show the questions, only to the therapist they are for."""
    feature = get_object_or_404(Feature, pk=feature_id, therapist__user=request.user)
    form = AnswersForm(request.POST or None, feature=feature)
    if form.is_valid():
        agrees = form.cleaned_data["agrees"]
        changed = services.save_answers(
            feature=feature,
            answers=form.answers(),
            agrees=agrees,
            user=request.user,
            now=timezone.now(),
        )
        _tell_what_follows(request, feature, changed)
        return redirect("wagtailadmin_home")
    context = {"feature": feature, "form": form}
    return render(request, "therapists/staff/answers.html", context)


@require_POST
def withdraw(request, feature_id):
    """Take the interview off the site; for its therapist, or the planner of months."""
    feature = get_object_or_404(Feature, pk=feature_id)
    own = feature.therapist.user_id == request.user.pk
    if not own and not request.user.has_perm("therapists.change_feature"):
        raise PermissionDenied
    services.withdraw_consent(feature=feature, user=request.user, now=timezone.now())
    flash.success(request, _("Consent withdrawn. The interview has left the site."))
    return redirect("wagtailadmin_home")


def _tell_what_follows(request, feature, changed):
    """Write the draft if there is consent, and say what happens next."""
    if not feature.has_consent:
        flash.warning(request, _("Kept. Nothing is published without your consent."))
        return
    try:
        services.write_draft(feature=feature, changed=changed, user=request.user)
    except services.NoInterviewIndex:
        flash.warning(
            request, _("Kept. An editor must first make a page for interviews.")
        )
    else:
        flash.success(request, _("Thank you. An editor reads it before it comes out."))
