"""The page of a treatment: red flags and cautions, ticked by editors."""

import pytest

from accounts.roles import Role
from booking.models import Treatment, TreatmentIndexPage, TreatmentPage
from content import red_flags
from tests import factories, pages
from tests.screens import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def treatment_page():
    factories.clinic("Imani")
    index = pages.index(TreatmentIndexPage, "treatments")
    treatment = Treatment.objects.get(slug="first-visit")
    return index.add_child(
        instance=TreatmentPage(
            title=treatment.name,
            slug="first-visit",
            treatment=treatment,
            red_flags=["RF13C", "RF13"],
            cautions=["blood-thinner"],
        )
    )


def test_the_page_lists_red_flags_and_cautions(client, treatment_page):
    page = client.get(treatment_page.url)

    assert texts(page, "#not-for-you > h2") == ["Not for you today if"]
    assert texts(page, "#not-for-you li") == [
        red_flags.ALL["RF13"].sign,
        red_flags.ALL["RF13C"].sign,
    ]
    assert texts(page, "#not-for-you tbody tr > *") == [
        "You take a blood thinner",
        "Light pressure, doctor's agreement if in doubt",
    ]


def test_a_treatment_with_belly_work_has_a_column_for_it(client, treatment_page):
    treatment_page.has_belly_work = True
    treatment_page.save()

    page = client.get(treatment_page.url)

    assert texts(page, "#not-for-you thead th") == [
        "If this is true",
        "Belly work",
        "Other treatment",
    ]


@pytest.mark.parametrize(
    ("ticked", "kept"),
    [(["RF01", "RF05"], ["RF01", "RF05"]), (["RF99"], ["RF13C", "RF13"])],
)
def test_an_editor_can_tick_only_signs_of_the_list(
    sign_in, treatment_page, ticked, kept
):
    editor = sign_in(factories.staff(Role.EDITOR))
    data = {
        "title": treatment_page.title,
        "slug": treatment_page.slug,
        "treatment": treatment_page.treatment.pk,
        "red_flags": ticked,
        "cautions": ["blood-thinner"],
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-publish": "1",
    }

    editor.post(f"/admin/pages/{treatment_page.pk}/edit/", data)

    treatment_page.refresh_from_db()
    assert treatment_page.red_flags == kept
