"""Translations in the admin: what is missing, and the words of one row."""

from django.contrib import messages as flash
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin.auth import permission_denied

from content.translating import kinds, saving
from content.translating.forms import WordsForm
from locations import languages


@require_GET
def index(request):
    """Every language that the clinic offers, with what is missing in each."""
    if not kinds.may_translate_any(request.user):
        return permission_denied(request)
    lists = [
        {
            "language": named(code),
            "kinds": kinds.of(request.user, code),
            "page_count": kinds.pages(request.user, code).count(),
        }
        for code in kinds.others()
    ]
    return render(request, "content/staff/translations/index.html", {"lists": lists})


@require_GET
def pages(request, language):
    """The pages that are not translated, each with a link to Wagtail's *Translate*."""
    _known(language)
    if not kinds.may_translate_any(request.user):
        return permission_denied(request)
    found = list(kinds.pages(request.user, language))
    for page in found:
        page.translate_url = _translate_url(page)
    context = {"language": named(language), "pages": found}
    return render(request, "content/staff/translations/pages.html", context)


@require_GET
def rows(request, language, kind):
    """The rows of one kind, those first in which something is to do."""
    kind = _kind(request.user, language, kind)
    if kind is None:
        return permission_denied(request)
    entries = sorted(kind.entries, key=lambda entry: entry.is_done)
    context = {"language": named(language), "kind": kind, "entries": entries}
    return render(request, "content/staff/translations/rows.html", context)


@require_http_methods(["GET", "POST"])
def row(request, language, kind, pk):
    """The words of a row and of what belongs to it, beside their originals."""
    kind = _kind(request.user, language, kind)
    if kind is None:
        return permission_denied(request)
    found = get_object_or_404(kind.model, pk=pk)
    entry = kinds.Entry(found, language)
    forms = [
        WordsForm(request.POST or None, row=part, language=language)
        for part in entry.parts
    ]
    if request.method == "POST" and all(form.is_valid() for form in forms):
        saving.save(found, forms)
        _say_what_is_missing(request, kind, found)
        return redirect(_after(request, kind, found))
    context = {
        "language": named(language),
        "own": named(languages.default()),
        "kind": kind,
        "entry": entry,
        "forms": [form for form in forms if form.fields],
        "is_last": kind.next_after(found) is None,
    }
    return render(request, "content/staff/translations/row.html", context)


def named(code):
    """A language by its own name, and its code."""
    return {"code": code, "name": get_language_info(code)["name_local"].capitalize()}


def _known(language):
    if language not in kinds.others():
        raise Http404


def _kind(user, language, name):
    """The kind of this name; None when this user may not translate it."""
    _known(language)
    found = (kind for kind in kinds.of(user, language) if kind.name == name)
    return next(found, None)


def _translate_url(page):
    """Wagtail's page that begins a translation; the page's own while there is none."""
    try:
        return reverse("simple_translation:submit_page_translation", args=[page.id])
    except NoReverseMatch:
        return reverse("wagtailadmin_pages:edit", args=[page.id])


def _say_what_is_missing(request, kind, row):
    row.refresh_from_db()
    missing = kinds.Entry(row, kind.language).missing
    words = _("“{row}” is saved.").format(row=row)
    if missing:
        still = ngettext(
            "{n} word is still missing.", "{n} words are still missing.", missing
        )
        words = f"{words} {still.format(n=missing)}"
    flash.success(request, words)


def _after(request, kind, row):
    """The same row again, or the next one in which something is to do."""
    here = {"language": kind.language, "kind": kind.name}
    if "next" not in request.POST:
        return reverse("translations:row", kwargs={**here, "pk": row.pk})
    following = kind.next_after(row)
    if following is None:
        return reverse("translations:rows", kwargs=here)
    return reverse("translations:row", kwargs={**here, "pk": following.pk})
