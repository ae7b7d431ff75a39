"""A clinic's own site shows nothing of the demo clinic, which has its own drawings."""

import re
from pathlib import Path

import pytest
import time_machine
from django.template.loader import render_to_string

from blog.models import EventIndexPage
from content.models import ContactPage, LocationIndexPage, LocationPage
from locations.models import ClinicDetails
from tests import factories, pages
from tests.booking.flow import browser_path
from tests.content import brands
from tests.screens import parsed
from therapists.models import TherapistIndexPage, TherapistPage

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
PLACES = sorted(path.stem for path in (TEMPLATES / "demo/drawings").glob("*.svg"))
# Its name, its muscle and its bird.
OF_THE_DEMO = re.compile(r"kestrel|psoas|falcon|feather|\bbirds?\b|\bwings?\b", re.I)
TEXTS = {".html", ".txt", ".svg", ".css", ".js"}


def test_no_template_and_no_static_file_names_the_demo_clinic():
    files = [*TEMPLATES.rglob("*"), *(ROOT / "static").rglob("*")]
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in files
        if path.suffix in TEXTS and "demo" not in path.relative_to(ROOT).parts
        if OF_THE_DEMO.search(path.name) or OF_THE_DEMO.search(path.read_text())
    ]

    assert wrong == []


@pytest.fixture
def other_clinic(settings, tmp_path):
    """A clinic of another name, with a page of each main kind; their addresses."""
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(factories.NOW, tick=False):
        place = factories.clinic("Imani")
        ClinicDetails.objects.update(name="Harbor Physiotherapy")
        brands.brand(accent="#2f7d4f")
        pages.article("desk")
        pages.condition_page("hip-pain")
        pages.index(EventIndexPage, "events")
        pages.index(ContactPage, "contact")
        pages.index(LocationIndexPage, "places").add_child(
            instance=LocationPage(title="Harbor", slug="harbor", location=place)
        )
        row = pages.therapist()
        pages.index(TherapistIndexPage, "team").add_child(
            instance=TherapistPage(title=row.name, slug=row.slug, therapist=row)
        )
        visit = browser_path(factories.booked("09:00"))
        yield {
            "/": 200,
            "/articles/desk/": 200,
            "/conditions/hip-pain/": 200,
            "/events/": 200,
            "/contact/": 200,
            "/places/harbor/": 200,
            "/team/imani/": 200,
            "/book/": 200,
            "/book/first-visit/times/": 200,
            visit: 200,
            "/search/?q=zzzzzz": 200,
            "/nowhere/": 404,
            "/accounts/login/": 200,
        }


@pytest.mark.django_db
def test_no_page_of_another_clinic_shows_the_demo_clinic(client, other_clinic):
    found = {}
    for path, status in other_clinic.items():
        answer = client.get(path)
        assert answer.status_code == status, path
        assert "Harbor Physiotherapy" in answer.text, path
        found[path] = OF_THE_DEMO.findall(answer.text)
        [sheet] = parsed(answer).select("link[rel=stylesheet]")
        found[path] += OF_THE_DEMO.findall(client.get(sheet["href"]).text)

    assert found == {path: [] for path in other_clinic}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_has_one_drawing_in_the_demo_and_another_elsewhere(
    place, demo_sections
):
    ours, neutral = (
        render_to_string("components/drawing.html", {"name": place, "demo": is_demo})
        for is_demo in (True, False)
    )

    assert (TEMPLATES / f"demo/drawings/{place}.svg").read_text() in ours
    assert (TEMPLATES / f"illustrations/{place}.svg").read_text() in neutral
