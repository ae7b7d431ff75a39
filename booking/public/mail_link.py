"""The link in a mail: the visit, and the button that proves the mailbox."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from booking import exceptions, links, services
from booking.engine import deadlines
from booking.models import Appointment
from booking.public import visit_page
from booking.public.refused_page import refuse
from booking.public.visit_shared import again_url
from clients import proof
from clients import services as clients
from clients.contact import mailbox_or_nothing
from clients.models import Client
from locations import languages
from web.decorators import personal
from web.tokens import row_id_in

# Staff read it in their own language; see the template of a history entry.
NOT_MINE = gettext_noop("The owner of the e-mail address did not book this.")


def mail_page(view):
    """Decorate a page of the visit that a mail is about; 404 when the link was altered.

    The link is signed for the address it was sent to: once the visit has another one,
    it opens and proves nothing.
    """

    @wraps(view)
    def wrapped(request, token):
        row_id = row_id_in(token)
        visits = Appointment.objects.on_the_books().with_people()
        found = visits.filter(pk=row_id).first() if row_id else None
        if found is None or not links.is_in_mail(token, found):
            raise Http404
        return view(request, found, token)

    return personal(wrapped)


@require_GET
@mail_page
def show(request, appointment, token):
    """Show the visit's page and the button that proves; no facts after 30 days."""
    if timezone.now() > deadlines.link_ends(appointment.ends_at):
        return render(request, "booking/mail_ended.html", {"token": token})
    return visit_page.page(
        request, appointment, links.behind_mail(appointment), mail_token=token
    )


@require_POST
@mail_page
def prove(request, appointment, token):
    """“Yes, this is my address”: prove the file, and this browser for its person."""
    if timezone.now() > deadlines.link_ends(appointment.ends_at):
        return redirect("visit:from_mail", token)
    person = _prove(request, appointment)
    if person and differences(person, appointment):
        return redirect("visit:still_right", token)
    return redirect(_page(appointment))


@require_POST
@mail_page
def disown(request, appointment, token):
    """“I did not book this”: free the time, without a fee."""
    if appointment.client.proven_at is None:
        try:
            services.cancel(
                appointment=appointment,
                reason=NOT_MINE,
                waive=True,
                now=timezone.now(),
            )
        except exceptions.Refused as refusal:
            return refuse(request, refusal, back=_page(appointment))
    return redirect(_page(appointment))


@require_http_methods(["GET", "POST"])
@mail_page
def still_right(request, appointment, token):
    """Ask a known person whose details differ: keep the old ones, or use the new?"""
    proven = proof.of(request, timezone.now())
    person = proven and proven.client
    if timezone.now() > deadlines.link_ends(appointment.ends_at):
        return redirect("visit:from_mail", token)
    if person is None or person.pk != appointment.client.head_id:
        return redirect("visit:from_mail", token)
    changed = differences(person, appointment)
    if request.method == "POST":
        if request.POST.get("use") == "new" and changed:
            new = {name: getattr(appointment, name) for name in changed}
            clients.update_contact(client=person, **new)
        return redirect(_page(appointment))
    context = {"appointment": appointment, "person": person, "changed": changed}
    return render(request, "booking/still_right.html", context)


def differences(person, appointment) -> list[str]:
    """The contact details in which this visit differs from the person's file."""
    return [
        name
        for name in (
            "phone",
            "address",
            "postal_code",
            "floor",
            "has_elevator",
            "way_in",
        )
        if getattr(appointment, name) not in ("", None)
        and getattr(appointment, name) != getattr(person, name)
    ]


@require_POST
@mail_page
def book_again(request, appointment, token):
    """Prove the mailbox, and go to times of the same treatment, person and place."""
    now = timezone.now()
    proven = proof.of(request, now)
    is_theirs = proven and proven.mailbox == mailbox_or_nothing(appointment.email)
    if now > deadlines.link_ends(appointment.ends_at) and not is_theirs:
        return _send_code(request, appointment, token)
    _prove(request, appointment)
    return redirect(again_url(appointment))


def _page(appointment):
    """The page of the visit that a mail leads to."""
    return reverse("visit:show", args=[links.behind_mail(appointment)])


def _prove(request, appointment):
    """Prove the file and this browser; returns the person, or None.

    A visit may have another address than its file. The owner of that mailbox gets the
    visit's messages, but no access to the file.
    """
    now = timezone.now()
    client, mailbox = appointment.client, mailbox_or_nothing(appointment.email)
    if client.mailbox != mailbox or client.corrected_by_id:
        return None
    person = clients.prove(client=client, how=Client.Proof.LINK, now=now)
    proof.begin(request, mailbox, now, client=person)
    return person


def _send_code(request, appointment, token):
    """After the link has ended, send a code to the address on file. The page that asks
    for it reveals nothing of the visit, and leads back to the link."""
    if proof.asks_for_too_many(request):
        return redirect("proof:ask")
    if appointment.email:
        clients.send_code(
            email=appointment.email,
            browser=proof.browser_key(request),
            next_path=reverse("visit:from_mail", args=[token]),
            language=languages.current(),
            now=timezone.now(),
        )
    return redirect("proof:code")
