"""Word the clinic's messages in the admin: see, try, keep, or go back to ours.

Each language that the clinic offers has words of its own; `?language=` says which.
"""

from django.contrib import messages as flash
from django.core.mail import EmailMultiAlternatives
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin.auth import permission_required
from wagtail.log_actions import log

from outbox import kinds, languages, rendering
from outbox.forms import LanguageForm, WordingForm
from outbox.models import Wording


@require_GET
@permission_required("outbox.change_wording")
def wordings(request):
    """List every kind of message: when it is sent, and whose words it has."""
    language = LanguageForm(request.GET).chosen()
    own = {each.kind: each for each in Wording.objects.filter(language=language)}
    rows = [
        {
            "kind": kind,
            "wording": own.get(kind.name) or rendering.default(kind.name, language),
        }
        for kind in kinds.worded()
    ]
    context = {"rows": rows, **_languages(language)}
    return render(request, "outbox/staff/wordings.html", context)


@require_http_methods(["GET", "POST"])
@permission_required("outbox.change_wording")
def wording(request, name):
    """Change the words of one kind; *Preview* and *Send me a test* keep nothing."""
    kind, language = _worded(name), LanguageForm(request.GET).chosen()
    own, default = rendering.own(name, language), rendering.default(name, language)
    new = Wording(kind=name, language=language)
    form = WordingForm(request.POST or None, instance=own or new)
    if not own:
        form.initial = {"subject": default.subject, "paragraphs": default.paragraphs}
    shown = own or default
    if form.is_bound and form.is_valid():
        shown = form.instance
        if "keep" in request.POST:
            _keep(request, form)
            return redirect(_address(name, language))
        if "test" in request.POST:
            _send_a_test(request, shown)
    context = {
        "kind": kind,
        "form": form,
        "own": own,
        "default": default,
        "placeholders": _placeholders(kind, language),
        "mail": None if form.errors else rendering.example(shown),
        **_languages(language),
    }
    return render(request, "outbox/staff/wording.html", context)


def _languages(language):
    """The language shown, and those to choose from if the clinic offers several."""
    offered = languages.offered()
    names = [(each, languages.named(each)) for each in offered]
    return {"language": language, "languages": names if len(offered) > 1 else []}


def _placeholders(kind, language):
    """(name, meaning, example in a language) of what a wording may say in braces."""
    known = kinds.known_in(kind)
    examples = rendering.examples(known, language)
    return [(name, each.meaning, examples[name]) for name, each in known.items()]


def _address(name, language):
    """The page of one kind in a language."""
    return f"{reverse('wording:edit', args=[name])}?language={language}"


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
    with translation.override(wording.language):
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
    kind, language = _worded(name), LanguageForm(request.GET).chosen()
    for own in Wording.objects.filter(kind=name, language=language):
        log(own, "wagtail.delete")
        own.delete()
    words = _("“{message}” has the default wording again.")
    flash.success(request, words.format(message=kind.title))
    return redirect(_address(name, language))
