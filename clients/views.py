"""“Been here before?”: prove a mailbox with a code, or with the button in the mail."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clients import proof, services
from clients.forms import AddressForm, CodeForm
from clients.models import Client
from clients.services.codes import PROVES
from locations import languages
from web.decorators import personal
from web.posted import local_path, posted
from web.rate_limit import AT_ONCE, asks_too_often
from web.tokens import row_id_from

GET_OR_POST = require_http_methods(["GET", "POST"])

# Codes that one network may type in a minute; people need one or two.
TRIES_PER_MINUTE = 15


@GET_OR_POST
@personal
def ask(request):
    """Ask for an address; known or not, it gets a code and the same next page."""
    form = AddressForm(posted(request), initial={"next": request.GET.get("next", "")})
    if form.is_valid():
        if proof.asks_for_too_many(request):
            form.add_error(None, AT_ONCE)
        else:
            services.send_code(
                email=form.cleaned_data["email"],
                browser=proof.browser_key(request),
                next_path=form.cleaned_data["next"],
                language=languages.current(),
                now=timezone.now(),
            )
            return redirect("proof:code")
    status = 422 if form.errors else 200
    return render(request, "clients/ask.html", {"form": form}, status=status)


@GET_OR_POST
@personal
def code(request):
    """Take the six digits, in the browser that asked for them."""
    browser = proof.known_browser_key(request)
    asked = services.newest_of(browser) if browser else None
    if asked is None:
        return redirect("proof:ask")
    form = CodeForm(posted(request))
    if form.is_valid() and asks_too_often(request, "code typed", TRIES_PER_MINUTE):
        form.add_error("code", AT_ONCE)
    elif form.is_valid():
        used = services.use_code(
            browser=browser, digits=form.cleaned_data["code"], now=timezone.now()
        )
        if used:
            return _proven(request, used)
        form.add_error(
            "code", _("This code does not fit. Check it, or ask for a new one.")
        )
    context = {"form": form, "next": asked.next_path}
    status = 422 if form.errors else 200
    return render(request, "clients/code.html", context, status=status)


@GET_OR_POST
@personal
def letter(request, token):
    """Show the button behind the link in a code's mail; it proves this browser."""
    now = timezone.now()
    row_id = row_id_from(token, PROVES)
    if row_id is None:
        raise Http404
    found = services.letter_of(row_id, now)
    if found is None:
        return render(request, "clients/letter_ended.html", status=410)
    if request.method == "POST" and services.use_letter(found, now):
        return _proven(request, found)
    return render(request, "clients/letter.html")


@GET_OR_POST
@personal
def who(request):
    """Ask which of the people who share a mailbox this is."""
    proven = proof.of(request, timezone.now())
    if proven is None:
        return redirect("proof:ask")
    people = services.candidates(proven.mailbox)
    next_path = local_path(request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        chosen = {str(each.pk): each for each in people}.get(request.POST.get("client"))
        _let_in(request, proven.mailbox, chosen, until=proven.until)
        return redirect(next_path)
    return render(request, "clients/who.html", {"people": people, "next": next_path})


@require_POST
@personal
def close(request):
    """Forget who this browser is, for a computer that others use too."""
    proof.end(request)
    response = render(request, "clients/closed.html")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _proven(request, used):
    """Go on after a code was used; ask who it is if several share the mailbox."""
    people = [used.client] if used.client else services.candidates(used.mailbox)
    alone = people[0] if len(people) == 1 else None
    _let_in(request, used.mailbox, alone)
    if len(people) < 2:
        return redirect(used.next_path)
    choose = reverse("proof:who")
    return redirect(f"{choose}?{urlencode({'next': used.next_path})}")


def _let_in(request, mailbox, client, until=None):
    """Prove the client's file, and this browser for them."""
    now = timezone.now()
    if client and client.mailbox == mailbox:
        client = services.prove(client=client, how=Client.Proof.CODE, now=now)
    proof.begin(request, mailbox, now, client=client, until=until)
