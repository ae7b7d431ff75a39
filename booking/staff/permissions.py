"""Decorators for staff pages, by the permissions of `clients.access`."""

from functools import wraps

from django.http import Http404
from wagtail.admin.auth import permission_denied

from booking.models import Appointment
from booking.models.appointments import VISITS
from clients import access
from clients.access import Reach


def sees_visits(view):
    """For users who see any visits; the view narrows them down."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if access.reach(request.user, VISITS) is Reach.NOBODY:
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return wrapped


def keeps_the_books(view):
    """For users who book, move and answer requests for every therapist."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if access.reach(request.user, VISITS) is not Reach.EVERYONE:
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return wrapped


def visits_for(user):
    """The appointments that a user may see."""
    return access.concerning_visible(
        Appointment.objects.on_the_books().with_people(), user, VISITS
    )


def visit_for(user, appointment_id):
    """One of the appointments that a user may see; 404 for any other."""
    appointment = visits_for(user).filter(pk=appointment_id).first()
    if appointment is None:
        raise Http404
    return appointment
