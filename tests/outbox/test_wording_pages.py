"""How an owner words the clinic's messages."""

import pytest
from wagtail.models import ModelLogEntry

from accounts.roles import Role
from outbox import kinds
from outbox.models import Wording
from tests import factories, mails
from tests.screens import fields, heading, links, parsed, text, texts

pytestmark = pytest.mark.django_db

LIST, WORDS = "/admin/wording/", "/admin/wording/confirmation/"
OURS = {"subject": "Yes, {day}", "paragraphs": "See {therapist} on {day}.\n\nBye."}
PREVIEW = ".wording__mail"


@pytest.fixture
def owner(sign_in):
    factories.clinic()
    return sign_in(factories.staff(Role.OWNER, "ana@example.com"))


def test_the_list_names_every_message_and_when_it_leaves(owner):
    Wording.objects.create(kind="moved", language="en", **OURS)

    rows = [texts(str(row), "td") for row in rows_of(owner.get(LIST))]

    assert [row[0] for row in rows] == [k.title for k in kinds.worded()]
    said = {row[0]: row[1:] for row in rows}
    assert said["Confirmation"] == [
        "a visit is booked",
        "You are booked: {day}, {time}",
        "default",
    ]
    assert said["Visit moved"][1:] == ["Yes, {day}", "yours"]


def rows_of(page):
    return parsed(page).select("main tbody tr")


@pytest.mark.parametrize("kind", kinds.worded(), ids=lambda kind: kind.name)
def test_every_message_shows_its_words_and_how_they_read(owner, kind):
    page = owner.get(f"/admin/wording/{kind.name}/")

    assert heading(page) == f"Wording of {kind.title}"
    assert fields(page, ".wording__words")["subject"]
    assert "{" not in text(page, PREVIEW)
    assert all(kind.sent_when and each.meaning for each in kind.placeholders.values())


def test_a_preview_shows_what_was_typed_and_keeps_nothing(owner):
    page = owner.post(WORDS, {**OURS, "preview": "1"})

    assert text(page, f"{PREVIEW} b") == "Yes, Tuesday, June 11"
    assert "See Sam on Tuesday, June 11." in text(page, f"{PREVIEW} pre")
    assert fields(page, ".wording__words") == OURS
    assert not Wording.objects.exists()


def test_kept_words_replace_those_delivered_until_the_default_is_wanted(owner):
    page = owner.post(WORDS, {**OURS, "keep": "1"}, follow=True)

    assert Wording.objects.get().subject == "Yes, {day}"
    assert fields(page, ".wording__words") == OURS
    assert texts(page, "main h2")[-1] == "The default wording"
    assert texts(page, "main p b")[-1] == "You are booked: {day}, {time}"

    page = owner.post(f"{WORDS}default/", follow=True)

    assert not Wording.objects.exists()
    assert fields(page, ".wording__words")["subject"] == "You are booked: {day}, {time}"
    actions = ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["wagtail.create", "wagtail.delete"]


def test_a_test_goes_to_its_reader_alone_and_keeps_nothing(owner, settings):
    settings.EMAIL_BACKEND = "outbox.backends.EmailBackend"

    page = owner.post(WORDS, {**OURS, "test": "1"})

    assert fields(page, ".wording__words") == OURS
    [mail] = mails.leaving(factories.NOW.replace(year=2100))
    assert (mail.to, mail.subject) == (
        ["ana@example.com"],
        "Test: Yes, Tuesday, June 11",
    )
    assert not Wording.objects.exists()


@pytest.mark.parametrize("press", ["preview", "test", "keep"])
def test_an_unknown_name_in_braces_is_refused_at_its_field(owner, press):
    page = owner.post(WORDS, {**OURS, "subject": "For {name}", press: "1"})

    [said] = texts(page, ".wording__words .errorlist li")
    assert said.startswith("{name} is not known here. Known are: {clinic}")
    assert parsed(page).select(PREVIEW) == []
    assert not Wording.objects.exists()


@pytest.fixture
def spanish_too(owner):
    factories.in_country("US", other_languages=["es"])


def test_an_owner_words_a_message_in_each_language_that_the_clinic_offers(
    owner, spanish_too
):
    ours = {"subject": "Sí, {day}", "paragraphs": "Nos vemos el {day}."}
    page = owner.post(f"{WORDS}?language=es", {**ours, "keep": "1"}, follow=True)

    assert fields(page, ".wording__words") == ours
    assert text(page, f"{PREVIEW} b") == "Sí, martes, 11 de junio"
    assert text(page, f"{PREVIEW} pre").startswith("Hola, Robin: Nos vemos el martes")
    assert links(page, "nav a")["English"] == "?language=en"
    assert [each.language for each in Wording.objects.all()] == ["es"]
    english = fields(owner.get(WORDS), ".wording__words")
    assert english["subject"] == "You are booked: {day}, {time}"


def test_going_back_to_the_default_concerns_one_language(owner, spanish_too):
    for language in ("en", "es"):
        Wording.objects.create(kind="confirmation", language=language, **OURS)

    owner.post(f"{WORDS}default/?language=es")

    assert Wording.objects.get().language == "en"


@pytest.mark.parametrize("asked", ["es", "xx"])
def test_a_language_that_the_clinic_does_not_offer_is_not_worded(owner, asked):
    page = owner.get(f"{WORDS}?language={asked}")

    assert parsed(page).select("nav a[href^='?language=']") == []
    subject = fields(page, ".wording__words")["subject"]
    assert subject == "You are booked: {day}, {time}"


@pytest.mark.parametrize("name", ["raw", "greeting"])
def test_messages_that_nobody_words_are_not_found(owner, name):
    assert owner.get(f"/admin/wording/{name}/").status_code == 404
    assert owner.post(f"/admin/wording/{name}/default/").status_code == 404
