"""Word the clinic's messages in the admin: see, try, keep, or go back to ours."""

from django.contrib import messages as flash
from django.core.mail import EmailMultiAlternatives
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin.auth import permission_required
from wagtail.log_actions import log

from outbox import kinds, rendering
from outbox.forms import WordingForm
from outbox.models import Wording


@require_GET
@permission_required("outbox.change_wording")
def wordings(request):
    """List every kind of message: when it is sent, and whose words it has."""
    own = {wording.kind: wording for wording in Wording.objects.all()}
    rows = [
        {
            "kind": kind,
            "wording": own.get(kind.name) or rendering.default(kind.name),
        }
        for kind in kinds.worded()
    ]
    return render(request, "outbox/staff/wordings.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@permission_required("outbox.change_wording")
def wording(request, name):
    """Change the words of one kind; *Preview* and *Send me a test* keep nothing."""
    kind = _worded(name)
    own = Wording.objects.filter(kind=name).first()
    default = rendering.default(name)
    form = WordingForm(request.POST or None, instance=own or Wording(kind=name))
    if not own:
        form.initial = {"subject": default.subject, "paragraphs": default.paragraphs}
    shown = own or default
    if form.is_bound and form.is_valid():
        shown = form.instance
        if "keep" in request.POST:
            _keep(request, form)
            return redirect("wording:edit", name)
        if "test" in request.POST:
            _send_a_test(request, shown)
    context = {
        "kind": kind,
        "form": form,
        "own": own,
        "default": default,
        "placeholders": kinds.known_in(kind),
        "mail": None if form.errors else rendering.example(shown),
    }
    return render(request, "outbox/staff/wording.html", context)


def _worded(name):
    """The kind with this name, if the clinic may word it."""
    found = {kind.name: kind for kind in kinds.worded()}
    if name not in found:
        raise Http404
    return found[name]


def _keep(request, form):
    is_new = form.instance.pk is None
    own = form.save()
    log(own, "wagtail.create" if is_new else "wagtail.edit")
    words = _("“{message}” has your words from now on.")
    flash.success(request, words.format(message=kinds.title_of(own.kind)))


def _send_a_test(request, wording):
    """Mail the words to their reader; the page goes on showing them."""
    mail, to = rendering.example(wording), request.user.email
    subject = _("Test: {subject}").format(subject=mail.subject)
    letter = EmailMultiAlternatives(subject, mail.text, to=[to])
    letter.attach_alternative(mail.html, "text/html")
    letter.send()
    words = _("A test is on its way to {address}. Nothing was kept.")
    flash.success(request, words.format(address=to))


@require_http_methods(["POST"])
@permission_required("outbox.change_wording")
def use_default(request, name):
    """Return to the default wording."""
    kind = _worded(name)
    for own in Wording.objects.filter(kind=kind.name):
        log(own, "wagtail.delete")
        own.delete()
    words = _("“{message}” has the default wording again.")
    flash.success(request, words.format(message=kind.title))
    return redirect("wording:edit", name)
