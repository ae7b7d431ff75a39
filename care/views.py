"""The search page."""

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from care.models import EmptySearch
from care.red_flag_words import may_be_urgent
from care.search import find
from web import rate_limit
from web.filters import FilterForm

LONGEST = 60  # characters of a search
NOTES_PER_MINUTE = 10


class SearchForm(FilterForm):
    """The search box."""

    q = forms.CharField(required=False)

    @property
    def words(self):
        """At most LONGEST characters, without line breaks."""
        return " ".join((self.asked("q") or "").split())[:LONGEST]


@require_GET
def search(request):
    """Show results by kind, below an emergency note if the words sound like one."""
    words = SearchForm(request.GET).words
    found = find(words) if words else None
    if found and not found.count and not found.promoted:
        _note_empty(request, words)
    context = {"words": words, "found": found, "urgent": may_be_urgent(words)}
    return render(request, "care/search.html", context)


def _note_empty(request, words):
    """Record a search without results for editors, unless private or an emergency."""
    looks_private = "@" in words or any(letter.isdigit() for letter in words)
    if (
        looks_private
        or may_be_urgent(words)
        or rate_limit.asks_too_often(request, "empty", NOTES_PER_MINUTE)
    ):
        return
    EmptySearch.objects.note(words.lower()[:LONGEST], timezone.now())
