"""New rows take their slug from their name; see also tests/browser/test_staff.py."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from care.models import Technique
from tests import factories
from tests.screens import parsed

pytestmark = pytest.mark.django_db

SNIPPETS = ("condition", "exercise", "technique", "muscle", "term")
NAMED = [
    *("treatment:add", "location:add", "therapist:add"),
    *(f"wagtailsnippets_care_{model}:add" for model in SNIPPETS),
]


@pytest.fixture
def owner(sign_in):
    factories.clinic()
    return sign_in(factories.staff(Role.OWNER))


def name_field(page):
    [field] = parsed(page).select("input[name=name]")
    return field


@pytest.mark.parametrize("form", NAMED)
def test_the_name_of_a_new_row_fills_in_its_slug(owner, form):
    page = owner.get(reverse(form))

    name = name_field(page)
    assert "keyup->w-sync#apply" in name["data-action"]
    assert name["data-w-sync-target-value"] == "#id_slug"
    [slug] = parsed(page).select("input[name=slug]")
    assert slug["data-controller"] == "w-slug"


def test_the_name_of_an_existing_row_leaves_its_slug(owner):
    row = Technique.objects.create(name="Slow hands", slug="slow-hands")

    page = owner.get(reverse("wagtailsnippets_care_technique:edit", args=[row.pk]))

    assert not name_field(page).get("data-action")
