"""Press a time: it is kept, and the next page asks who comes."""

from dataclasses import asdict

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from booking import drafts, refusals, services
from booking.forms import HoldForm
from booking.views.refusing import refuse
from clinic.visitors import asks_too_often, comes_from_us


@csrf_exempt
@require_POST
def hold(request):
    """Keep the posted time for this browser.

    The form stands on pages that are the same for everyone, so it has no CSRF token;
    the browser's own word for where it comes from is checked instead.
    """
    if not comes_from_us(request):
        return render(request, "403_csrf.html", status=403)
    if asks_too_often(request, "hold"):
        return refuse(request, refusals.TooManyHolds())
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _explain(request, form)
    wish, (start, place, person) = form.wish(), form.cleaned_data["opening"]
    choice = wish.choice()
    if choice is None:
        return refuse(request, refusals.NotOffered())
    draft = drafts.current_or_new(request)
    drafts.update(draft, wish=asdict(wish))
    try:
        held = services.hold(
            draft=draft,
            choice=choice.at(place.id),
            start=start,
            named=person.id,
            now=timezone.now(),
        )
    except refusals.Refused as refusal:
        return refuse(request, refusal, wish=wish, start=start)
    drafts.update(draft, passed_on=held.therapist_id != person.id)
    return redirect("booking:details", draft.pk)


def _explain(request, form):
    """A form that no page of ours sends, or one without a time."""
    if (
        "opening" in form.errors
        and not form.data.get("opening")
        and form.data.get("treatment")
    ):
        return refuse(request, refusals.NothingChosen(), wish=_wish_so_far(form))
    if form.asks_for_unknown():
        return refuse(request, refusals.Unknown())
    return refuse(request, refusals.Malformed())


def _wish_so_far(form):
    return form.wish() if {"treatment", "length"} <= form.cleaned_data.keys() else None
