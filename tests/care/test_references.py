"""A reference is shown when readers could find it; editors are told when not."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from care.models import Reference
from tests import factories, pages
from tests.screens import links, texts

pytestmark = pytest.mark.django_db

WHOLE = {
    "authors": "Mellor R et al.",
    "title": "Education plus exercise",
    "year": 2018,
    "source": "BMJ 361:k1662",
    "doi": "10.1136/bmj.k1662",
    "checked_on": date(2026, 11, 1),
}


def reference(key="R1", **fields):
    return Reference.objects.create(key=key, **{**WHOLE, **fields})


def article_citing(*references):
    claim = {**pages.CLAIM, "references": list(references)}
    return pages.article(body=[("evidence", {"claims": [claim]})])


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, ""),
        ({"doi": "", "address": "https://example.com/paper"}, ""),
        ({"authors": ""}, "authors"),
        ({"year": None}, "year"),
        ({"source": ""}, "journal or publisher"),
        ({"doi": ""}, "DOI or address"),
        ({"checked_on": None}, "day of the check"),
    ],
)
def test_a_reference_lists_its_missing_fields(fields, lacks):
    row = Reference(key="R1", **{**WHOLE, **fields})

    assert (row.lacks, row.is_complete) == (lacks, not lacks)


def test_a_doi_with_a_prefix_is_refused():
    row = Reference(key="R1", **{**WHOLE, "doi": "doi:10.1136/bmj.k1662"})

    with pytest.raises(ValidationError, match="Such as 10"):
        row.full_clean()


def test_readers_see_complete_references_with_their_links(client):
    article = article_citing(reference(), reference("R2", title="Half", year=None))

    page = client.get(article.url)

    assert texts(page, ".evidence li") == [
        "Mellor R et al. Education plus exercise. BMJ 361:k1662, 2018. "
        "doi:10.1136/bmj.k1662 Checked November 2026."
    ]
    assert links(page, ".evidence a") == {
        "doi:10.1136/bmj.k1662": "https://doi.org/10.1136/bmj.k1662"
    }


def test_a_claim_without_a_complete_reference_says_so(client):
    article = article_citing(reference(checked_on=None))

    assert texts(client.get(article.url), ".evidence .hint") == [
        "We list no source for this."
    ]


def test_editors_are_told_which_references_are_hidden(sign_in):
    article = article_citing(reference(), reference("R2", year=None))
    editor = sign_in(factories.staff(Role.EDITOR))

    page = editor.get(f"/admin/pages/{article.pk}/edit/")
    listing = editor.get("/admin/snippets/care/reference/")

    assert texts(page, ".checks li")[3:] == [
        "To do: Unfinished references, not shown to readers: R2."
    ]
    assert texts(listing, ".listing th:last-child") == ["Not shown to readers; lacks"]
    assert texts(listing, ".listing td:last-child") == ["", "year"]


def test_each_claim_has_its_own_badge(client):
    claims = [
        {**pages.CLAIM, "about": "Staying active", "level": "A"},
        {**pages.CLAIM, "about": "Massage, for a while", "level": "B"},
    ]
    article = pages.article(body=[("evidence", {"claims": claims})])

    page = client.get(article.url)

    assert texts(page, ".evidence__level > span:last-child") == [
        "Staying active: level A, fairly sure",
        "Massage, for a while: level B, less sure",
    ]
