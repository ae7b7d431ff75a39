"""The pages of the set-up in the admin, for owners."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages as flash
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from onboarding import steps
from onboarding.staff_views import for_owners
from onboarding.steps import progress
from web.posted import posted

BY_KEY = {step.key: step for step in steps.ALL}
once_more = reauthentication_required(app="allauth.mfa")


@require_GET
@for_owners
def overview(request):
    """All steps, how far each is, and what to do next."""
    context = {"progress": progress.read()}
    return render(request, "onboarding/steps/overview.html", context)


@require_http_methods(["GET", "POST"])
@for_owners
def step(request, key):
    """One step: what is there, and the form for more."""
    if key not in BY_KEY:
        raise Http404
    found = BY_KEY[key]
    answer = once_more(_answer) if found.lets_in else _answer
    return answer(request, found)


def _answer(request, step):
    form = step.form(posted(request))
    if request.method == "POST" and form.is_valid():
        said = step.save(form, by=request.user, now=timezone.now())
        flash.success(request, said)
        return redirect(*_next(request, step))
    context = {
        "step": step,
        "form": form,
        "rows": step.rows(),
        "progress": progress.read(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, step.template, context, status=status)


def _next(request, step):
    """Where to go on: this step if asked for or not done, else what is left."""
    if "again" in request.POST or not step.status().is_done:
        return "open_clinic_step", step.key
    left = progress.read().after(step)
    return ("open_clinic_step", left.key) if left else ("open_clinic_overview",)
