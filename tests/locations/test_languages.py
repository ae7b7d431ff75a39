"""The languages of a clinic: what is offered, and what an address decides."""

from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page, Site

from blog import review_workflow
from content.models import HomePage, TextPage
from locations import languages, site_context
from locations.models import ClinicDetails
from tests import factories, pages
from tests.screens import parsed
from therapists.models import Therapist, TherapistIndexPage, TherapistPage

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def in_spanish(page, **words):
    """The published Spanish page of a page."""
    copy = page.copy_for_translation(Locale.objects.get(language_code="es"))
    for name, value in words.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return copy


@pytest.fixture
def clinic():
    """A clinic that speaks English, and Spanish beside it."""
    factories.clinic("Imani")
    factories.in_country("US", other_languages=["es"])
    return ClinicDetails.load()


@pytest.fixture
def privacy(clinic):
    page = pages.home().add_child(instance=TextPage(title="Privacy", slug="privacy"))
    in_spanish(pages.home(), title="Inicio", slug="inicio")
    in_spanish(page, title="Privacidad", slug="privacidad")
    return page


def a_profile():
    """The profile page of Imani."""
    person = Therapist.objects.get()
    words = {"title": "Imani", "slug": "imani", "therapist": person}
    team = pages.index(TherapistIndexPage, "therapists")
    return team.add_child(instance=TherapistPage(**words))


# Addresses


@pytest.mark.parametrize(
    ("language", "others", "active", "address"),
    [
        ("en", [], "en", "/book/"),
        ("en", [], "es", "/book/"),
        ("en", ["es"], "es", "/es/book/"),
        ("es", [], "es", "/book/"),
        ("es", [], "en", "/book/"),
        ("es", ["en"], "es", "/book/"),
        ("es", ["en"], "en", "/en/book/"),
    ],
)
def test_an_address_names_a_language_that_is_not_the_clinics_own(
    language, others, active, address
):
    factories.in_country("US", language=language, other_languages=others)
    site_context.current()

    with translation.override(active):
        assert reverse("booking:treatments") == address


def test_a_prefix_of_a_language_that_is_not_offered_leads_nowhere(client):
    factories.clinic("Imani")

    assert client.get("/es/book/").status_code == 404


def test_a_clinic_that_speaks_spanish_needs_no_prefix(client):
    factories.clinic("Imani")
    factories.in_country("ES", language="es")

    page = parsed(client.get("/book/"))

    assert page.html["lang"] == "es-ES"
    assert client.get("/en/book/").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_ACCEPT_LANGUAGE": "es"},
        {"HTTP_COOKIE": "django_language=es"},
    ],
)
def test_neither_a_header_nor_a_cookie_changes_the_language(client, clinic, asked):
    assert parsed(client.get("/book/", **asked)).html["lang"] == "en-US"


def test_the_address_decides_the_language_of_the_booking(client, clinic):
    page = parsed(client.get("/es/book/"))

    assert page.html["lang"] == "es-US"
    assert "/es/book/" in {link["href"] for link in page.select("a")} | {
        form["action"] for form in page.select("form[action]")
    } | {page.select_one(".brand")["href"] + "book/"}


def test_cached_pages_keep_to_their_language(client, privacy):
    first = [client.get(path) for path in ("/privacy/", "/es/privacidad/")]
    second = [client.get(path) for path in ("/privacy/", "/es/privacidad/")]

    for answers in (first, second):
        assert [parsed(each).html["lang"] for each in answers] == ["en-US", "es-US"]


# Pages


def test_a_translated_page_names_its_other_languages(client, privacy):
    head = parsed(client.get("/es/privacidad/")).head

    links = {
        link["hreflang"]: link["href"] for link in head.select("link[rel=alternate]")
    }
    assert {code: href.partition("localhost")[2] for code, href in links.items()} == {
        "en": "/privacy/",
        "es": "/es/privacidad/",
        "x-default": "/privacy/",
    }
    assert head.find(property="og:locale")["content"] == "es_US"
    assert head.find(rel="canonical")["href"].endswith("/es/privacidad/")


def switches(answer):
    return {
        each.text: each.get("href") for each in parsed(answer).select(".languages li *")
    }


def test_the_switch_stays_on_the_page(client, privacy):
    assert switches(client.get("/privacy/")) == {
        "English": None,
        "Español": "/es/privacidad/",
    }
    assert switches(client.get("/es/privacidad/")) == {
        "English": "/privacy/",
        "Español": None,
    }


def test_the_switch_stays_on_a_step_of_the_booking(client, clinic):
    place = "?location=lantern-square"

    assert switches(client.get(f"/book/{place}"))["Español"] == f"/es/book/{place}"
    assert switches(client.get(f"/es/book/{place}"))["English"] == f"/book/{place}"


def test_the_switch_leads_to_the_home_page_where_a_page_is_not_translated(
    client, privacy
):
    pages.home().add_child(instance=TextPage(title="Rules", slug="rules"))

    assert switches(client.get("/rules/"))["Español"] == "/es/"


def test_a_clinic_of_one_language_shows_no_switch(client):
    factories.clinic("Imani")
    pages.home()

    assert switches(client.get("/")) == {}


def test_the_menu_shows_the_pages_of_the_readers_language(client, privacy):
    def more(path):
        page = parsed(client.get(path))
        return [link.text for link in page.select("footer .footer__more li a")]

    assert more("/privacy/") == ["Privacy"]
    assert more("/es/privacidad/") == ["Privacidad"]


def test_a_page_of_another_language_is_not_shown_below_a_prefix(client, clinic):
    pages.home().add_child(instance=TextPage(title="Rules", slug="rules"))

    answer = client.get("/es/rules/")

    assert (answer.status_code, answer["Location"]) == (302, "/rules/")


def test_the_privacy_page_is_named_in_the_readers_language(client, privacy):
    factories.in_country("US", privacy_page=privacy)

    footer = parsed(client.get("/es/book/")).footer

    assert "/es/privacidad/" in {link["href"] for link in footer.select("a")}


def test_a_second_page_about_a_row_is_refused_in_one_language_alone(clinic):
    profile = a_profile()
    in_spanish(pages.home(), slug="inicio")
    in_spanish(profile.get_parent().specific, slug="equipo")

    assert in_spanish(profile).therapist == profile.therapist
    again = type(profile)(title="Again", slug="again", therapist=profile.therapist)
    with pytest.raises(ValidationError, match="a page about it already"):
        profile.get_parent().add_child(instance=again)


def test_a_row_names_the_page_of_the_readers_language(clinic):
    profile = a_profile()
    in_spanish(pages.home(), slug="inicio")
    in_spanish(profile.get_parent().specific, slug="equipo")
    copy = in_spanish(profile)
    site_context.current()

    assert profile.therapist.page.pk == profile.pk
    with translation.override("es"):
        assert profile.therapist.page.pk == copy.pk
        TherapistPage.objects.get(pk=copy.pk).unpublish()
        site_context.current()
        assert profile.therapist.page.pk == profile.pk


# The tree


def test_an_empty_tree_takes_the_clinics_language():
    factories.in_country("ES", language="es")

    assert {page.locale.language_code for page in Page.objects.all()} == {"es"}
    assert pages.home().locale.language_code == "es"


def test_a_language_without_a_home_page_cannot_be_the_clinics_own(clinic):
    pages.home()
    clinic.language = "es"

    with pytest.raises(ValidationError, match="Translate your home page first"):
        clinic.clean()


def test_the_site_begins_at_the_home_page_of_the_clinics_language(client, privacy):
    spanish = HomePage.objects.get(locale__language_code="es")
    factories.in_country("US", language="es", other_languages=["en"])

    assert Site.objects.get().root_page_id == spanish.pk
    assert parsed(client.get("/privacidad/")).html["lang"] == "es-US"
    assert parsed(client.get("/en/privacy/")).html["lang"] == "en-US"


def test_nothing_is_known_of_a_clinic_before_its_row_is_read():
    assert languages.offered() == ("en",)


# What search engines are told


def test_the_sitemap_lists_the_pages_of_all_languages(client, privacy):
    listed = ElementTree.fromstring(client.get("/sitemap-pages.xml").content)
    places = [each.text.partition("localhost")[2] for each in listed.iter(f"{MAP}loc")]

    assert set(places) == {
        "/",
        "/privacy/",
        "/es/",
        "/es/privacidad/",
    }


def test_crawlers_are_kept_from_personal_pages_of_all_languages(client, clinic):
    said = client.get("/robots.txt").text.splitlines()

    assert {"Disallow: /visit/", "Disallow: /es/visit/"} <= set(said)


# What strangers make of it


@pytest.mark.parametrize("path", ["/es//evil.example/", "/es///evil.example/x"])
def test_the_switch_never_leads_off_the_site(client, clinic, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert all(not (href or "").startswith("//") for href in switches(answer).values())


def test_a_draft_home_page_does_not_make_a_language_the_clinics_own(clinic):
    home = pages.home()
    home.copy_for_translation(Locale.objects.get(language_code="es"))
    clinic.language = "es"

    with pytest.raises(ValidationError, match="Translate your home page first"):
        clinic.clean()
    factories.in_country("US", language="es")
    assert Site.objects.get().root_page_id == home.pk


def test_a_translation_is_not_reviewed_by_who_reviewed_the_original(clinic):
    article = pages.article("psoas")
    spanish = Locale.objects.get(language_code="es")

    copy = article.copy_for_translation(spanish, copy_parents=True)

    assert article.reviewed_by
    assert (copy.reviewed_by, copy.reviewed_on) == (None, None)
    assert copy.get_workflow().name == review_workflow.NAME
