"""Search published pages, with synonyms and corrected spelling."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.core.cache import cache
from django.utils.translation import get_language, gettext, gettext_noop
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.query import And, Or, PlainText
from wagtail.search.utils import normalise_query_string

from care.models import Condition, Exercise, Muscle, Technique, Term
from care.synonyms import forms_of
from locations.locales import for_readers

# The groups of results in page order, as the index knows them; a page without a group
# goes under pages.
GROUPS = (
    gettext_noop("Conditions"),
    gettext_noop("Exercises"),
    gettext_noop("Articles"),
    gettext_noop("Therapists"),
    gettext_noop("Treatments"),
    gettext_noop("Interviews"),
    gettext_noop("Events"),
    gettext_noop("Locations"),
    gettext_noop("Pages"),
)
MOST = 60
FEW = 12  # how many pages with only some of the words
SECONDS = 60
CLOSE_ENOUGH = 0.78  # of 1.0, as difflib measures likeness
SHORTEST = 4  # letters in the shortest word that is corrected


@dataclass(frozen=True)
class Found:
    """What a search has found; `instead` is the corrected spelling, if any."""

    groups: list[tuple[str, list[Page]]]
    promoted: list[SearchPromotion]
    instead: str = ""

    @property
    def count(self):
        return sum(len(pages) for _, pages in self.groups)


def find(words: str) -> Found:
    """Find published pages with these words, or with those that were probably meant."""
    pages, instead = _pages(words), ""
    if not pages and (meant := corrected(words)):
        pages = _pages(meant)
        instead = meant if pages else ""
    pages = pages or _pages(words, Or)[:FEW]
    return Found(_grouped(pages), _promoted(instead or words), instead)


def corrected(words: str) -> str:
    """The words with the vocabulary's spelling; empty when nothing changes."""
    known, wrong = _spellings()
    if words.lower() in wrong:
        return wrong[words.lower()]
    fixed = [_one(word, known, wrong) for word in words.lower().split()]
    text = " ".join(fixed)
    return "" if text == words.lower() else text


def _one(word, known, wrong):
    if word in wrong:
        return wrong[word]
    if word in known or len(word) < SHORTEST:
        return word
    return next(iter(get_close_matches(word, known, 1, CLOSE_ENOUGH)), word)


def _spellings():
    """(words of the vocabulary, misspelling → right word) of the reader's language;
    cached for a minute."""
    key = f"care.spellings.{get_language()}"
    return cache.get_or_set(key, _read_spellings, SECONDS)


def _read_spellings():
    known, wrong = set(), {}
    for model in (Condition, Exercise, Technique, Muscle, Term):
        for row in model.objects.only("name", "translations"):
            words = row.name.lower().split()
            known |= {word for word in words if len(word) >= SHORTEST}
    for model in (Muscle, Term):
        for row in model.objects.only("name", "misspellings", "translations"):
            right = row.name.lower()
            for typed in row.misspellings:
                # One word replaces one word, so that the other words of a search stay.
                one = " " not in typed
                wrong.setdefault(typed.lower(), right.split()[0] if one else right)
    return sorted(known), wrong


def _pages(words, combined=And):
    """The best pages as instances of their types, in one query for each type.

    `combined` is And for pages that have all the words, or Or for any of them. Pages
    with more of the words in their title come first.
    """
    asked = [forms_of(word) for word in re.findall(r'[^\s"\0]+', words)]
    if not asked:
        return []
    query = combined([Or([PlainText(form) for form in each]) for each in asked])
    best = for_readers(Page.objects).search(query)[:MOST]
    order = {page.pk: (-_named(page, asked), n) for n, page in enumerate(best)}
    pages = Page.objects.filter(pk__in=order).specific()
    return sorted(pages, key=lambda page: order[page.pk])


def _named(page, asked):
    """How many of the words are in a page's title."""
    title = set(re.findall(r"[\w-]+", page.title.lower()))
    return sum(not title.isdisjoint(forms) for forms in asked)


def _grouped(pages):
    named = {name: [] for name in GROUPS}
    for page in pages:
        named[getattr(page, "group_in_search", "Pages")].append(page)
    return [(gettext(name), pages) for name, pages in named.items() if pages]


def _promoted(words):
    query = normalise_query_string(words)
    rows = SearchPromotion.objects.filter(query__query_string=query)
    return [row for row in rows.select_related("page") if not row.page or row.page.live]
