"""Hold the time that a client picks; the next page asks who is coming."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from booking import exceptions, services
from booking.availability import catalogue as catalogues
from booking.public.forms import HoldForm
from booking.public.refused_page import refuse
from booking.public.steps import next_step
from clients import proof
from web.origin import comes_from_us
from web.rate_limit import address_hash, asks_too_often


@csrf_exempt
@require_POST
def hold(request):
    """Hold the posted time for a new draft of this browser.

    The form is on pages that are the same for everyone, so it has no CSRF token; the
    origin that the browser reports is checked instead.
    """
    if not comes_from_us(request):
        return render(request, "403_csrf.html", status=403)
    if asks_too_often(request, "hold"):
        return refuse(request, exceptions.TooManyHolds())
    form = HoldForm(request.POST, catalogue=catalogues.for_clients())
    choice = form.choice() if form.is_valid() else None
    if choice is None:
        return refuse(request, form.refusal(), choice=form.choice_so_far())
    start, place, person = form.cleaned_data["opening"]
    now = timezone.now()
    try:
        draft = services.hold(
            browser=proof.browser_key(request),
            network=address_hash(request),
            choice=choice.at(place),
            chosen=choice.slugs,
            start=start,
            named=person.id,
            now=now,
        )
    except exceptions.Refused as refusal:
        return refuse(request, refusal, choice=choice, start=start)
    return redirect(next_step(draft, proof.of(request, now)), draft.pk)
