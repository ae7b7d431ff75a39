"""Let staff decide whose visit it is: the known person's, or another's."""

from django.contrib import messages as flash
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_denied

from booking.staff.permissions import keeps_the_books, sees_visits, visit_for
from clients import access
from clients import services as clients
from clients.access import HEALTH


def of(visit, user) -> dict:
    """What the page of a visit says about its client's identity."""
    client = visit.client
    is_open = client.proven_at is None and client.corrected_by_id is None
    may_be = clients.same_person(client) if is_open else []
    return {
        "is_proven": client.proven_at is not None,
        "how": client.get_proof_display(),
        "is_open": is_open,
        "may_be": may_be,
        "people": ", ".join(
            _("{name} (same mail and name)").format(name=each.name) for each in may_be
        ),
        "joined_to": client.joined_to,
        "corrected_by": client.corrected_by,
        "may_confirm": _may_confirm(user, client),
    }


@require_POST
@keeps_the_books
def vouch(request, appointment_id):
    """Vouch that the client is the known person `same`, or another."""
    visit = visit_for(request.user, appointment_id)
    if visit.client.corrected_by_id:
        flash.error(
            request, _("Their address was corrected. Have that confirmed first.")
        )
        return redirect("booking_visit", visit.pk)
    people = {str(each.pk): each for each in clients.same_person(visit.client)}
    chosen = request.POST.get("same", "")
    if chosen and chosen not in people:
        raise Http404
    same = people.get(chosen)
    clients.vouch(client=visit.client, same=same, by=request.user, now=timezone.now())
    if same:
        said = _("Noted: {name} is {other}, who has been here.")
        said = said.format(name=visit.name, other=same.name)
    else:
        said = _("Noted: {name} is somebody new.").format(name=visit.name)
    flash.success(request, said)
    return redirect("booking_visit", visit.pk)


@require_POST
@keeps_the_books
def part(request, appointment_id):
    """Separate this file from the known person's again."""
    visit = visit_for(request.user, appointment_id)
    clients.part(client=visit.client, by=request.user, now=timezone.now())
    flash.success(request, _("The two files stand by themselves again."))
    return redirect("booking_visit", visit.pk)


@require_POST
@sees_visits
def confirm_address(request, appointment_id):
    """Confirm a corrected address; only for staff who may read the client's answers."""
    visit = visit_for(request.user, appointment_id)
    if not _may_confirm(request.user, visit.client):
        return permission_denied(request)
    clients.confirm_address(client=visit.client)
    flash.success(request, _("The address is confirmed."))
    return redirect("booking_visit", visit.pk)


def _may_confirm(user, client):
    """Whether the user reads this client's answers and did not correct the address."""
    return client.corrected_by_id not in (None, user.pk) and access.allows(
        user, client, HEALTH
    )
