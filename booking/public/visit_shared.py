"""What the pages of one visit share: access, and the context they print."""

from functools import wraps

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from booking import exceptions, links, services
from booking.availability import catalogue as catalogues
from booking.availability.selection import Choice, choose
from booking.engine import deadlines
from booking.messages.planning import facts
from booking.models import Appointment
from booking.models.appointments import Status
from booking.public.refused_page import refuse
from locations import languages
from web.decorators import personal
from web.tokens import row_id_in


def visit_page(view):
    """Decorate a page of a visit: 404 for an altered token, 410 after thirty days.

    Whatever is posted there, letters go on in the language of the page.
    """

    @wraps(view)
    def wrapped(request, token):
        row_id = row_id_in(token)
        visits = Appointment.objects.on_the_books().with_people()
        appointment = visits.filter(pk=row_id).first() if row_id else None
        if appointment is None or not links.opens(token, appointment):
            raise Http404
        if timezone.now() > deadlines.link_ends(appointment.ends_at):
            return refuse(request, exceptions.LinkEnded())
        if request.method == "POST":
            services.note_language(
                appointment=appointment, language=languages.current()
            )
        return view(request, appointment, token)

    return personal(wrapped)


def context_of(appointment, token) -> dict:
    """What every page of a visit prints."""
    return {
        "appointment": appointment,
        "facts": facts(appointment),
        "token": token,
        "may_change": may_change(appointment),
    }


def may_change(appointment) -> bool:
    """Whether the client can still move the visit online, without a call."""
    return appointment.status == Status.BOOKED and deadlines.changes_freely(
        appointment.starts_at, appointment.free_change_hours, timezone.now()
    )


def same_again(appointment, anyone=False) -> Choice | None:
    """What was booked, as a choice today; None when it is no longer on offer."""
    return choose(
        catalogues.current(),
        treatment=appointment.treatment.slug,
        length=appointment.minutes,
        therapist="" if anyone else appointment.therapist.slug,
        location="" if anyone else appointment.location.slug,
        known=True,
    )


def again_url(appointment) -> str:
    """Times of the same treatment, therapist and place; else all treatments."""
    choice = same_again(appointment) or same_again(appointment, anyone=True)
    if choice is None or appointment.status == Status.DECLINED:
        return reverse("booking:treatments") + "?known=1"
    return f"{reverse('booking:times', args=[choice.offer.slug])}?{choice.query}"
