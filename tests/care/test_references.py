"""A reference is shown when readers could find it; editors are told when not."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from accounts.roles import Role
from care.models import Reference
from tests import factories, pages

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

    found = BeautifulSoup(client.get(article.url).text, "html.parser")
    sources = found.select(".evidence li")

    assert [" ".join(item.get_text().split()) for item in sources] == [
        "Mellor R et al. Education plus exercise. BMJ 361:k1662, 2018. "
        "doi:10.1136/bmj.k1662 Checked November 2026."
    ]
    assert [link["href"] for link in found.select(".evidence a")] == [
        "https://doi.org/10.1136/bmj.k1662"
    ]


def test_a_claim_without_a_complete_reference_says_so(client):
    article = article_citing(reference(checked_on=None))

    found = BeautifulSoup(client.get(article.url).text, "html.parser")

    assert [hint.text for hint in found.select(".evidence .hint")] == [
        "We list no source for this."
    ]


def test_editors_are_told_which_references_are_hidden(sign_in):
    article = article_citing(reference(), reference("R2", year=None))
    editor = sign_in(factories.staff(Role.EDITOR))

    page = editor.get(f"/admin/pages/{article.pk}/edit/").text
    listing = editor.get("/admin/snippets/care/reference/").text

    assert "Unfinished references, not shown to readers: R2." in page
    assert "Not shown to readers; lacks" in listing


def test_each_claim_has_its_own_badge(client):
    claims = [
        {**pages.CLAIM, "about": "Staying active", "level": "A"},
        {**pages.CLAIM, "about": "Massage, for a while", "level": "B"},
    ]
    article = pages.article(body=[("evidence", {"claims": claims})])

    found = BeautifulSoup(client.get(article.url).text, "html.parser")
    badges = found.select(".evidence__level > span:last-child")

    assert [badge.text for badge in badges] == [
        "Staying active: level A, fairly sure",
        "Massage, for a while: level B, less sure",
    ]
