"""A starting website stands at once, links to itself, and invents nothing."""

import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import Comment, Locale, Page, Site

from accounts.roles import Role
from booking.models import Treatment
from content.models import HomePage, TextPage
from content.page_text import EASY
from content.readability import reading_ease
from locations.models import ClinicDetails
from onboarding import starting_sets
from onboarding.services import make_website
from onboarding.starting_sets.files import FOLDER
from tests import factories
from tests.factories import NOW
from tests.screens import heading, links, parsed, texts

pytestmark = pytest.mark.django_db

FORBIDDEN = re.compile(r"mass?a[gj]e|psoas|\b911\b|cure", re.IGNORECASE)


@pytest.fixture(autouse=True)
def place(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Ann", "Bo", rooms=2)


@pytest.fixture
def owner():
    return factories.staff(Role.OWNER)


@pytest.fixture
def home(owner):
    return make_website(publish=True, by=owner)


def tree(home):
    """(slug, kind) of every page below the home page, in the order of the tree."""
    return [
        (page.slug, page.specific_class.__name__)
        for page in home.get_descendants().order_by("path")
    ]


def public_pages():
    return Page.objects.live().filter(depth__gt=1).specific()


def test_the_home_page_is_served_at_the_root(client, home):
    page = client.get("/")

    assert page.status_code == 200
    assert heading(page) == "Find a time that suits you"
    assert Site.objects.get().root_page.specific == home
    assert Page.find_problems() == ([], [], [], [], [])


def test_there_is_a_page_for_everything_that_a_clinic_has(home):
    assert tree(home) == [
        ("treatments", "TreatmentIndexPage"),
        ("first-visit", "TreatmentPage"),
        ("team", "TherapistIndexPage"),
        ("ann", "TherapistPage"),
        ("bo", "TherapistPage"),
        ("locations", "LocationIndexPage"),
        ("lantern-square", "LocationPage"),
        ("contact", "ContactPage"),
        ("rules", "TextPage"),
        ("privacy", "TextPage"),
    ]


def test_menu_and_footer_lead_to_pages(client, home):
    page = client.get("/")

    menu = links(page, ".header__nav a")
    more = links(page, ".footer__more a")
    assert list(menu) == [
        "Treatments and prices",
        "Our team",
        "Where to find us",
        "Contact",
    ]
    assert list(more) == ["Changes and other rules", "Privacy"]
    found = {url: client.get(url).status_code for url in (menu | more).values()}
    assert set(found.values()) == {200}


def test_every_link_of_every_page_leads_somewhere(client, home):
    found = {}
    for page in public_pages():
        for link in parsed(client.get(page.url)).select("a[href]"):
            url = link["href"].split("#")[0]
            if url.startswith("/") and url not in found:
                found[url] = client.get(url, follow=True).status_code

    assert [url for url, status in found.items() if status != 200] == []


def test_every_heading_has_something_below_it(client, home):
    for page in public_pages():
        for section in parsed(client.get(page.url)).select("main section"):
            said = " ".join(section.get_text(" ").split())
            titles = " ".join(texts(str(section), "h1, h2, h3"))
            assert said != titles, (page.url, titles)


def test_booking_links_to_privacy_and_rules(client, home):
    details = ClinicDetails.load()

    assert details.privacy_page.slug == "privacy"
    assert details.rules_page.slug == "rules"
    assert links(client.get("/book/"), "footer a") == {
        "How we protect what you tell us": "/privacy/",
        "Changes and cancellations": "/rules/",
    }


def test_making_it_twice_makes_nothing_twice(home, owner):
    before = tree(home)
    comments = Comment.objects.count()

    again = make_website(publish=True, by=owner)

    assert again == home
    assert tree(again) == before
    assert Comment.objects.count() == comments
    assert Page.objects.filter(depth=2).count() == 1


def test_what_the_owner_has_changed_stays(home, owner):
    home.headline = "Physiotherapy by the river"
    home.save_revision().publish()
    own = home.add_child(instance=TextPage(title="Our privacy", slug="our-privacy"))
    ClinicDetails.objects.update(privacy_page=own)
    Page.objects.get(slug="privacy").delete()

    make_website(publish=True, by=owner)

    assert HomePage.objects.get().headline == "Physiotherapy by the river"
    assert ClinicDetails.load().privacy_page.specific == own
    assert not Page.objects.filter(slug="privacy").exists()


def test_whoever_comes_later_gets_a_page_the_next_time(home, owner, place):
    with factories.services.schedule_change():
        factories.treatment("follow-up", [factories.therapist("Cleo", place)])

    make_website(publish=True, by=owner)

    assert {("cleo", "TherapistPage"), ("follow-up", "TreatmentPage")} <= set(
        tree(home)
    )


def test_a_treatment_off_sale_and_a_therapist_who_is_gone_get_no_page(owner):
    with factories.services.schedule_change():
        Treatment.objects.update(is_offered=False)
        factories.Therapist.objects.filter(slug="bo").update(takes_bookings=False)

    home = make_website(publish=True, by=owner)

    slugs = {slug for slug, _ in tree(home)}
    assert not slugs & {"first-visit", "bo"}


def test_drafts_are_seen_by_nobody(client, owner):
    home = make_website(publish=False, by=owner)

    assert not home.live
    assert not home.get_descendants().live().exists()
    page = client.get("/")
    assert texts(page, "main .lead")[0].startswith("This website is being prepared.")
    assert links(page, ".header__nav a, .footer__more a") == {}
    for url in ("/privacy/", "/team/", "/treatments/first-visit/"):
        assert client.get(url).status_code == 404
    assert links(client.get("/book/"), "footer a") == {}


def test_publishing_later_publishes_the_drafts_as_they_are_then(client, owner):
    home = make_website(publish=False, by=owner)
    home.headline = "Physiotherapy by the river"
    home.save_revision()

    again = make_website(publish=True, by=owner)

    assert again == home
    assert again.live
    assert heading(client.get("/")) == "Physiotherapy by the river"
    assert not Page.objects.filter(live=False).exists()


def test_a_page_that_was_taken_down_stays_down(home, owner):
    contact = Page.objects.get(slug="contact")
    contact.specific.unpublish()

    make_website(publish=True, by=owner)

    contact.refresh_from_db()
    assert not contact.live


def test_who_may_not_publish_makes_nothing(owner):
    front_desk = factories.staff(Role.FRONT_DESK)

    with pytest.raises(PublishPermissionError):
        make_website(publish=True, by=front_desk)

    assert not HomePage.objects.exists()


def test_the_editor_is_told_what_to_complete_and_readers_are_not(
    client, home, owner, sign_in
):
    privacy = Page.objects.get(slug="privacy")
    texts_of = starting_sets.website()

    notes = Comment.objects.filter(resolved_at=None).values_list("page__slug", "text")
    assert dict(notes) == {
        "website": texts_of.home.note,
        "rules": texts_of.rules.note,
        "privacy": texts_of.privacy.note,
    }
    assert texts_of.privacy.note not in client.get("/privacy/").content.decode()
    editor = sign_in(owner).get(f"/admin/pages/{privacy.pk}/edit/")
    assert "who is responsible for the data" in editor.content.decode()


def test_the_site_gets_the_address_that_it_is_served_at(owner, settings):
    settings.SITE, settings.HTTPS = urlsplit("https://clinic.example.com"), True

    home = make_website(publish=True, by=owner)

    privacy = Page.objects.get(slug="privacy")
    assert home.full_url == "https://clinic.example.com/"
    assert privacy.full_url == "https://clinic.example.com/privacy/"


def test_pages_say_nothing_of_one_profession_or_country(client, home):
    for page in public_pages():
        main = parsed(client.get(page.url)).select_one("main")
        assert FORBIDDEN.findall(main.get_text(" ")) == [], page.url


@pytest.mark.parametrize("url", ["/privacy/", "/rules/", "/contact/"])
def test_plain_pages_name_no_amount_of_money(client, home, url):
    main = parsed(client.get(url)).select_one("main")

    assert re.findall(r"[$€£]", main.get_text()) == []


@pytest.mark.parametrize("language", starting_sets.languages())
def test_the_texts_themselves_are_of_no_profession_and_country(language):
    text = (FOLDER / language / "website.toml").read_text()

    assert FORBIDDEN.findall(text) == []
    assert re.findall(r"[$€£]", text) == []


@pytest.mark.parametrize("language", starting_sets.languages())
def test_the_texts_of_plain_pages_are_well_formed(language):
    site = starting_sets.website(language)

    for page in (site.rules, site.privacy):
        assert page.note
        for part in page.parts:
            assert part.heading
            assert str(BeautifulSoup(part.text, "html.parser")) == part.text
    assert 2 <= len(site.home.steps) <= 4


@pytest.fixture
def spanish(place):
    """A clinic whose own language is Spanish."""
    factories.in_country("ES", language="es")


def test_a_clinic_that_speaks_spanish_gets_a_website_in_spanish(client, spanish, owner):
    home = make_website(publish=True, by=owner)

    assert tree(home) == [
        ("tratamientos", "TreatmentIndexPage"),
        ("first-visit", "TreatmentPage"),
        ("equipo", "TherapistIndexPage"),
        ("ann", "TherapistPage"),
        ("bo", "TherapistPage"),
        ("donde-estamos", "LocationIndexPage"),
        ("lantern-square", "LocationPage"),
        ("contacto", "ContactPage"),
        ("normas", "TextPage"),
        ("privacidad", "TextPage"),
    ]
    assert {page.locale.language_code for page in public_pages()} == {"es"}
    assert home.slug == "sitio"
    page = client.get("/")
    assert heading(page) == "Encuentre la hora que mejor le venga"
    assert list(links(page, ".header__nav a")) == [
        "Tratamientos y precios",
        "Nuestro equipo",
        "Dónde estamos",
        "Contacto",
    ]
    assert ClinicDetails.load().privacy_page.slug == "privacidad"
    assert ClinicDetails.load().rules_page.slug == "normas"


def test_making_it_twice_in_spanish_makes_nothing_twice(spanish, owner):
    home = make_website(publish=True, by=owner)
    before = tree(home)

    assert tree(make_website(publish=True, by=owner)) == before


def test_the_language_of_the_admin_is_not_that_of_the_website(owner):
    with translation.override("es"):
        home = make_website(publish=True, by=owner)

    assert home.headline == "Find a time that suits you"


@pytest.mark.parametrize("url", ["/privacidad/", "/normas/", "/contacto/"])
def test_pages_of_a_starting_website_in_spanish_are_easy_to_read(
    client, spanish, owner, url
):
    make_website(publish=True, by=owner)

    main = parsed(client.get(url)).select_one("main")
    said = "\n".join(each.get_text(" ") for each in main.select("p, li, h1, h2"))
    assert reading_ease(said) >= EASY


# In two languages


@pytest.fixture
def both(owner):
    """The home page of a website in English, and in Spanish beside it."""
    factories.in_country("US", other_languages=["es"])
    return make_website(publish=True, by=owner)


def test_a_clinic_of_two_languages_begins_with_every_page_in_both(both):
    for page in both.get_descendants(inclusive=True):
        there = page.get_translations().live().get()
        assert there.locale.language_code == "es"
        assert there.depth == page.depth


def test_the_spanish_website_is_worded_in_spanish(both, client):
    words = starting_sets.website("es")
    page = client.get(f"/es/{words.privacy.slug}/")

    assert heading(page) == words.privacy.title
    assert parsed(client.get("/es/")).h1.text.strip() == words.home.headline


def test_a_language_that_is_offered_later_is_added_alone(home, owner):
    before = tree(home)
    factories.in_country("US", other_languages=["es"])

    make_website(publish=True, by=owner)
    make_website(publish=True, by=owner)

    spanish = home.get_translations().get()
    assert tree(home) == before
    assert len(tree(spanish)) == len(before)
    assert spanish.get_url() == "/es/"


def test_a_page_that_was_translated_by_hand_stays_as_it_is(home, owner):
    factories.in_country("US", other_languages=["es"])
    spanish = Locale.objects.get(language_code="es")
    home.copy_for_translation(spanish).save_revision().publish()
    privacy = ClinicDetails.load().privacy_page.specific
    own = privacy.copy_for_translation(spanish)
    own.slug = "aviso"
    own.save_revision().publish()

    make_website(publish=True, by=owner)

    assert privacy.get_translation(spanish).slug == "aviso"
