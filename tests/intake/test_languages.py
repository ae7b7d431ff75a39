"""The health form and the safety check in the language of whoever reads them."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from clients.models import Consent
from clinic import translations
from content import red_flags
from demo.loader import forms
from intake import (
    cautions,
    for_therapists,
    links,
    presentation,
    rules,
    safety_check,
    schema,
    services,
)
from intake.models import FormVersion
from locations import word_files
from tests import factories
from tests.booking import flow
from tests.factories import NOW, booked
from tests.locations.test_word_files import texts
from tests.screens import parsed, text
from tests.screens import texts as seen

FORM = services.QUESTIONNAIRES[services.FIRST_VISIT]
DEFINITION = schema.definition_in(FORM)
# A database of before the form had languages.
FIRST = Path(__file__).parents[1] / "upgrade" / "first.json"
FILES = (FORM, red_flags.LIST, rules.CAUTIONS, rules.SAFETY_CHECK)
LANGUAGES = tuple(DEFINITION["words"])


@pytest.fixture
def submission(db, time_machine):
    time_machine.move_to(NOW, tick=False)
    factories.clinic("Imani")
    factories.in_country("US", other_languages=["es"])
    return booked().submission


def in_each(asked):
    """What a question answers, by language."""
    answers = {}
    for language in LANGUAGES:
        with translation.override(language):
            answers[language] = asked()
    return answers


# Words


@cache
def all_english():
    """Every text that has another wording in Spanish."""
    pairs = {each.id: each.string for each in translations.read("es")}
    for file in FILES:
        english, spanish = (
            texts(word_files.in_all_languages(file)[language]) for language in LANGUAGES
        )
        pairs |= {words: spanish[path] for path, words in english.items()}
    return {english for english, said in pairs.items() if english != said}


def english_in(page):
    """What a page says in English: texts and labels."""
    [main] = parsed(page).select("main")
    return sorted(all_english() & set(main.stripped_strings))


def address(submission, view="tasks", *more):
    return reverse(f"intake:{view}", args=[links.token(submission), *more])


# The demo's answers, of somebody who is pregnant and needs a call.
ANSWERS = {
    **forms.ANSWERS["usual"],
    **flow.DETAILS,
    "birthday_0": "3",
    "birthday_1": "27",
    "birthday_2": "1984",
    "better": "Caminar",
    "pregnancy": "pregnant",
    "weeks": "24",
    "urgent-signs": ["RF01"],
    "signature": "Robin Vale",
}


def every_page(client, submission):
    """Every page of the form, empty and refused, then filled in."""
    yield client.get(address(submission))
    for _, page in submission.form.pages_for(ANSWERS):
        path = address(submission, "page", page.key)
        yield client.get(path)
        yield client.post(path, {"nothing": "typed"}, follow=True)
        client.post(path, ANSWERS)
    for view in ("tasks", "help", "check"):
        yield client.get(address(submission, view))
    yield client.post(address(submission, "check"), follow=True)


def test_a_spanish_reader_fills_in_the_health_form_in_spanish(client, submission):
    with translation.override("es"):
        pages = list(every_page(client, submission))

    submission.refresh_from_db()
    assert submission.completed_at == NOW
    assert [english_in(page) for page in pages] == [[]] * len(pages)
    assert seen(pages[0], ".tasks li > :first-child") == [
        "Sobre usted",
        "Contacto de emergencia",
        "Qué le trae aquí",
        "Control de salud",
        "Sus preferencias",
        "Acuerdos",
    ]


def test_an_english_reader_is_found_to_read_english(client, submission):
    """The control: the tests here do find English words."""
    page = client.get(address(submission))

    assert "About you" in english_in(page)
    assert "Not started" in english_in(page)


def test_a_spanish_reader_takes_the_safety_check_in_spanish(client, submission):
    with translation.override("es"):
        held = {"treatment": "first-visit", "length": 60}
        held["opening"] = flow.opening("11:00")
        hold = client.post(reverse("booking:hold"), held, **flow.SAME_ORIGIN)
        details = hold.headers["Location"]
        client.post(details, flow.DETAILS)
        safety = details.replace("details", "safety")
        page = client.get(safety)
        refused = client.post(safety)
        helped = client.post(safety, {"ticked": ["sudden"]}, follow=True)

    assert english_in(page) == english_in(refused) == english_in(helped) == []
    spanish = word_files.in_all_languages(rules.SAFETY_CHECK)["es"]["statement"]
    assert seen(page, ".choices label, fieldset label") == [
        "Nada de esto",
        *(words["text"] for words in spanish.values()),
    ]
    assert "Llame al 911 ahora mismo." in text(helped, "main")


# Judging


def test_answers_are_judged_alike_in_every_language():
    def judged():
        levels = {code: flag.level for code, flag in red_flags.ALL.items()}
        stops = {key: safety_check.level_of([key]) for key in safety_check.BY_KEY}
        raised, forbidden = {}, {}
        for question in schema.form_from(DEFINITION).by_key.values():
            for choice in question.labels:
                answers = {question.key: choice}
                found = cautions.raised_by(answers, date(2026, 6, 8))
                raised[question.key, choice] = [each.key for each in found]
                forbidden[question.key, choice] = cautions.forbid_belly_work(answers)
        return levels, stops, raised, forbidden

    answers = in_each(judged)

    assert answers == dict.fromkeys(LANGUAGES, answers["en"])
    *_, raised, forbidden = answers["es"]
    assert raised["pregnancy", "pregnant"] == ["pregnant"]
    assert forbidden["pregnancy", "pregnant"]


def test_belly_work_is_forbidden_where_the_words_say_no():
    no = [each.key for each in cautions.CAUTIONS if each.belly_work == "no"]

    assert no == [each.key for each in cautions.CAUTIONS if each.forbids_belly_work]


def test_the_form_asks_the_same_in_every_language():
    def asked():
        return [
            (part.key, page.key, q.key, q.kind, list(q.labels), bool(q.none))
            for part in schema.form_from(DEFINITION).parts
            for page in part.pages
            for q in page.questions
        ]

    answers = in_each(asked)

    assert answers == dict.fromkeys(LANGUAGES, answers["en"])


def test_the_words_of_the_form_are_those_of_its_questions():
    """No word is left of a part, page, question or choice that is gone."""
    form = schema.form_from(DEFINITION)
    words = DEFINITION["words"]["en"]
    choices = {q.key: {c.key for c in q.choices} for q in form.by_key.values()}

    assert words["parts"].keys() == {part.key for part in form.parts}
    assert words["pages"].keys() == {p.key for part in form.parts for p in part.pages}
    assert words["questions"].keys() == form.by_key.keys()
    for key, said in words["questions"].items():
        assert said.get("choices", {}).keys() in ({*()}, choices[key])


# Versions


def test_a_new_clinic_has_one_version_of_the_form_in_every_language(db):
    version = FormVersion.objects.get()

    assert version.number == 1
    assert version.definition["words"].keys() == set(LANGUAGES)


def test_answers_are_shown_in_the_language_of_whoever_reads_them(client, submission):
    with translation.override("es"):
        path = address(submission, "page", "where")
        client.post(path, {"where": ["low-back-left", "neck"]})
    submission.refresh_from_db()

    def where():
        parts = presentation.answers(submission.form, submission.answers)
        return [
            (line.question.name, line.words) for _, lines in parts for line in lines
        ]

    shown = in_each(where)
    assert submission.answers == {"where": ["low-back-left", "neck"]}
    assert ("Where", "Low back, left; Neck") in shown["en"]
    assert ("Dónde", "Parte baja de la espalda, izquierda; Cuello") in shown["es"]


def test_a_therapist_reads_signs_and_cautions_in_their_own_language(client, submission):
    for page, answer in (("medicines", "blood-thinner"), ("urgent-signs", "RF05")):
        client.post(address(submission, "page", page), {page: [answer]})
    submission.refresh_from_db()

    def flags():
        return [
            (flag.words, flag.advice) for flag in for_therapists.of(submission, None)
        ]

    assert in_each(flags)["es"] == [
        ("dolor en el pecho o falta de aire", "Llame al 911."),
        (
            "anticoagulante",
            "Trabajo en el abdomen: no. Otro tratamiento: presión suave; en caso de "
            "duda, con el acuerdo del médico.",
        ),
    ]


def test_a_consent_keeps_the_words_that_its_client_read(client, submission):
    with translation.override("es"):
        list(every_page(client, submission))

    said = DEFINITION["words"]["es"]["questions"]["agree-treatment"]["label"]
    assert Consent.objects.get(kind="treatment").wording == said


def test_a_version_of_before_there_were_languages_is_read_in_english():
    [row] = json.loads(FIRST.read_text())["rows"]["intake.formversion"]

    with translation.override("es"):
        form = schema.form_from(row["definition"])

    assert form.title == "Your health form"
    assert [part.title for part in form.parts][0] == "About you"
    where = form.by_key["where"]
    assert (where.name, where.choices[0]) == (
        "Where",
        schema.Choice("head", "Head", "Head and neck"),
    )


def test_a_language_that_came_after_a_version_is_read_in_english():
    english = {**DEFINITION, "words": {"en": DEFINITION["words"]["en"]}}

    with translation.override("es"):
        assert schema.form_from(english).title == "Your health form"
