"""Readers of another language see the words of rows in it, of pages and in booking."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from booking.models import (
    Appointment,
    Treatment,
    TreatmentIndexPage,
    TreatmentPage,
)
from care.models import Condition
from locations import site_context
from locations.translated import translate
from tests import factories, pages
from tests.booking import flow
from tests.factories import NOW
from tests.screens import facts, links, parsed, texts
from therapists.models import TestimonialPage

pytestmark = pytest.mark.django_db

WHO_AND_WHERE = "input[name=opening] + span small"


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOW)


@pytest.fixture
def place():
    """A clinic that offers Spanish, its treatment and its place in Spanish words."""
    place = factories.clinic("Imani")
    factories.in_country("US", other_languages=["es"])
    say(Treatment.objects.get(), name="Primera visita", summary="Para conocernos")
    say(place, name="Plaza del Farol")
    return place


def say(row, **words):
    """Translate words of a row."""
    translate(row, "es", words)
    row.save()


def published(model, page):
    """The address of a page and of its Spanish translation."""
    spanish = Locale.objects.get(language_code="es")
    if not pages.home().has_translation(spanish):
        pages.home().copy_for_translation(spanish).save_revision().publish()
    copy = page.copy_for_translation(spanish)
    copy.save_revision().publish()
    site_context.current()
    return page.url, model.objects.get(pk=copy.pk).url


def test_a_treatment_is_offered_once_in_the_readers_language(client, place):
    assert texts(client.get("/book/"), "main h2") == ["First visit"]

    spanish = client.get("/es/book/")
    assert texts(spanish, "main h2") == ["Primera visita"]
    assert "Para conocernos" in texts(spanish, "main p")


def test_times_name_the_place_in_the_readers_language(client, place):
    for prefix, named in (("", "Lantern Square"), ("/es", "Plaza del Farol")):
        page = client.get(f"{prefix}/book/first-visit/times/?length=60")
        assert {*texts(page, WHO_AND_WHERE)} == {f"Imani, {named}"}


def test_a_spanish_booking_keeps_the_clinics_own_words(client, place):
    details = client.post(
        "/es/book/hold/",
        {"opening": flow.opening(), "treatment": "first-visit", "length": 60},
        **flow.SAME_ORIGIN,
    ).headers["Location"]
    client.post(details, flow.DETAILS)
    base = details.removesuffix("details")
    client.post(base + "safety", {"ticked": "none"})
    shown = facts(client.get(base + "check"))

    assert shown["Tratamiento"] == "Primera visita, 60 minutos"
    assert shown["Dónde"].startswith("Plaza del Farol, 18 Lantern Square")
    visit = Appointment.objects.get()
    assert visit.treatment_name == "First visit"


def test_a_renamed_treatment_does_not_rename_what_was_sold(place):
    visit = factories.booked()
    treatment = Treatment.objects.get()
    treatment.name = "Getting to know you"
    treatment.save()

    visit.refresh_from_db()
    assert visit.treatment_in_words == "First visit"


def test_words_without_translation_are_shown_in_the_clinics_language(client, place):
    say(place, name="")

    page = client.get("/es/book/first-visit/times/?length=60")

    assert {*texts(page, WHO_AND_WHERE)} == {"Imani, Lantern Square"}


def test_pages_name_conditions_in_the_readers_language(client, place):
    back = Condition.objects.create(
        name="Back pain", slug="back", body_region=Condition.BodyRegion.LOWER
    )
    say(back, name="Dolor de espalda")
    pages.testimonial(condition=back, is_published=True, consent="Said so")
    english, spanish = published(
        TestimonialPage, pages.index(TestimonialPage, "testimonials")
    )

    choices = "[name=condition] option:not([value=''])"
    assert texts(client.get(english), choices) == ["Back pain"]
    assert texts(client.get(spanish), choices) == ["Dolor de espalda"]


@pytest.mark.parametrize("path", ["book/", "book/first-visit/times/?length=60"])
def test_another_language_costs_no_more_queries(client, place, path):
    def cost(url):
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    assert cost(f"/es/{path}") == cost(f"/{path}")


@pytest.fixture
def treatment_pages(place):
    """The addresses of the English and the Spanish page of the treatment."""
    index = pages.index(TreatmentIndexPage, "treatments")
    page = TreatmentPage(
        title="First visit", slug="first-visit", treatment=Treatment.objects.get()
    )
    index.add_child(instance=page)
    published(TreatmentIndexPage, index)
    return published(TreatmentPage, page)


def test_the_page_of_a_treatment_is_in_the_readers_language(client, treatment_pages):
    english, spanish = treatment_pages

    assert texts(client.get(english), "h1") == ["First visit"]
    page = client.get(spanish)
    assert texts(page, "h1") == ["Primera visita"]
    assert texts(page, ".lead") == ["Para conocernos"]
    said = json.loads(parsed(page).select_one("[type='application/ld+json']").string)
    assert "Primera visita" in [each.get("name") for each in said["@graph"]]


def test_the_search_finds_a_page_by_the_words_of_its_row(
    client, indexed, treatment_pages
):
    _, spanish = treatment_pages
    visit = Treatment.objects.get()
    say(visit, description="Hablamos de su hombro")
    for page in visit.pages.all():
        page.save()

    found = client.get("/es/search/?q=hombro")

    assert spanish in links(found).values()
