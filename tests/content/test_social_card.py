"""The picture of a shared page, and what search engines are told."""

import io
import json
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
from wagtail.models import get_page_models

from booking.models import Treatment, TreatmentIndexPage, TreatmentPage
from content import branding, social_card
from content.models import LocationIndexPage, LocationPage
from content.templatetags.content import head_title
from content.tones import NIGHT, tones_of
from locations import clock
from tests import factories, pages
from tests.content import brands
from tests.screens import parsed

pytestmark = pytest.mark.django_db

SEARCHABLE = [model for model in get_page_models() if hasattr(model, "group_in_search")]


def graph_of(response):
    """The structured data of a page, by type."""
    [script] = parsed(response).select("script[type='application/ld+json']")
    things = json.loads(script.string)["@graph"]
    return {thing["@type"]: thing for thing in things}


@pytest.mark.parametrize("path", ["", "articles/", "articles/psoas/"])
def test_every_page_has_a_social_card_image(client, path):
    pages.article("psoas", title="Meet your psoas (say SOH-us)")
    head = parsed(client.get(f"/{path}")).head

    answer = client.get(head.find(property="og:image")["content"])

    assert answer.headers["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == social_card.SIZE


def test_an_unpublished_page_has_no_social_card(client):
    draft = pages.article("draft", live=False)

    assert client.get(f"/share/{draft.pk}/card.png").status_code == 404
    assert client.get("/share/999999/card.png").status_code == 404


def the_card():
    return social_card.card("Hello", "Ours", branding.current())


def test_the_card_has_the_initial_on_the_accent():
    brands.brand(accent="#2f7d4f")

    assert brands.pixel(the_card(), 895, 170) == "#2f7d4f"
    assert brands.pixel(the_card(), 90, 503) == tones_of("#2f7d4f").on_night


def test_the_card_has_the_logo_for_dark(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    square = (300, 300)
    dark = brands.logo(brands.BLUE, square)
    brands.brand(logo=brands.logo(size=square), dark_logo=dark, logo_has_name=False)

    assert brands.pixel(the_card(), 895, 170) == brands.BLUE


def test_the_card_has_a_logo_with_the_name_in_place_of_the_name(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    brands.brand(logo=brands.logo())

    assert brands.pixel(the_card(), 85, 560) == "#ffffff"
    assert brands.pixel(the_card(), 120, 526) == brands.RED
    assert brands.pixel(the_card(), 895, 170) == NIGHT


def test_a_very_long_title_fits_the_card():
    lines, size = social_card.fitting("many words " * 40)

    assert (len(lines), size) == (social_card.MOST_LINES, 48)


def test_an_article_has_structured_data_and_breadcrumbs(client):
    pages.article("psoas", title="Meet </script> your psoas")

    graph = graph_of(client.get("/articles/psoas/"))

    assert graph["Article"]["headline"] == "Meet </script> your psoas"
    assert graph["Article"]["author"]["name"] == "Imani"
    trail = graph["BreadcrumbList"]["itemListElement"]
    assert [item["name"] for item in trail] == [
        "Home",
        "Articles",
        "Meet </script> your psoas",
    ]


def test_structured_data_of_a_condition_names_its_reviewer_and_signs(client):
    pages.condition_page("hip-pain", feels_like=["A pull", "A pinch"])

    page = graph_of(client.get("/conditions/hip-pain/"))["MedicalWebPage"]

    assert page["reviewedBy"]["name"] == "Tomasz"
    assert page["lastReviewed"] == "2026-01-05"
    signs = [sign["name"] for sign in page["about"]["signOrSymptom"]]
    assert signs == ["A pull", "A pinch"]


def test_structured_data_of_a_moved_event_has_its_old_date(client):
    pages.event("walk", status="moved", moved_from="2026-06-01")

    event = graph_of(client.get("/events/walk/"))["Event"]

    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert event["previousStartDate"] == "2026-06-01"


@pytest.mark.parametrize("model", SEARCHABLE, ids=lambda model: model.__name__)
def test_every_searchable_page_has_structured_data(model):
    assert callable(model.structured_data)


def test_structured_data_of_a_treatment_has_its_price(client):
    factories.clinic()
    row = Treatment.objects.get()
    pages.index(TreatmentIndexPage, "prices").add_child(
        instance=TreatmentPage(title=row.name, slug="first", treatment=row)
    )

    service = graph_of(client.get("/prices/first/"))["Service"]

    assert [offer["price"] for offer in service["offers"]] == ["165.00"]


def test_a_title_includes_the_clinic_name_where_it_fits():
    assert head_title("Contact", "Kestrel Row") == "Contact – Kestrel Row"
    assert head_title("x" * 50, "Kestrel Row") == "x" * 50


def test_structured_data_of_a_location_lists_its_closures(client):
    place = factories.location("harbor")
    tomorrow = clock.today(timezone.now()) + timedelta(days=1)
    factories.closure(tomorrow, place)
    pages.index(LocationIndexPage, "places").add_child(
        instance=LocationPage(title="Harbor", slug="harbor", location=place)
    )

    business = graph_of(client.get("/places/harbor/"))["HealthAndBeautyBusiness"]

    assert len(business["openingHoursSpecification"]) == 7
    (closed,) = business["specialOpeningHoursSpecification"]
    assert closed["validFrom"] == closed["validThrough"] == tomorrow.isoformat()
