"""The call list: requests, call-backs and forms with red flags."""

from django.contrib import messages as flash
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from booking import services
from booking.models import CallRequest
from booking.staff.permissions import keeps_the_books, visits_for


@require_GET
@keeps_the_books
def calls(request):
    """Requests first, since they hold time; then calls, the longest waiting first."""
    context = {
        "requests": visits_for(request.user).requested().order_by("expires_at"),
        "calls": CallRequest.objects.open().select_related("appointment__client"),
    }
    return render(request, "booking/staff/calls.html", context)


@require_POST
@keeps_the_books
def called(request, call_id):
    """Note that a client has been called."""
    call = get_object_or_404(CallRequest, pk=call_id)
    services.note_call(call=call, by=request.user, now=timezone.now())
    flash.success(request, _("Noted: {name} has been called.").format(name=call.name))
    return redirect("booking_calls")
