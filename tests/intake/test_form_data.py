"""The shipped form: its size, its references, and the progress through it."""

from datetime import date

import pytest

from clients.models import Client, Consent
from intake import cautions, progress, safety_check, schema, services, sign_levels
from intake.levels import Level
from intake.progress import Status

FORM = schema.form_from(
    schema.definition_in(services.QUESTIONNAIRES[services.FIRST_VISIT])
)
ASKED = {flag.code for flag in sign_levels.ALL.values() if flag.asked}
TYPED = {"line", "text", "birthday", "email", "phone"}


def questions():
    return list(FORM.by_key.values())


def test_the_form_has_six_parts_and_24_pages():
    assert len(FORM.parts) == 6
    assert len(FORM.pages_for({})) == 24


def test_the_form_requires_24_answers_of_which_six_are_typed():
    required = [
        question
        for _, page in FORM.pages_for({})
        for question in page.questions
        if question.required
    ]

    assert len(required) == 24
    typed = [q for q in required if q.kind in TYPED and not q.contact]
    assert len(typed) == 6


def test_question_keys_are_unique():
    keys = [q.key for part in FORM.parts for page in part.pages for q in page.questions]

    assert len(keys) == len(set(keys))


def test_every_red_flag_is_asked_once():
    asked = [c.key for q in questions() if q.kind == "red_flags" for c in q.choices]

    assert sorted(asked) == sorted(ASKED)


def test_the_seven_statements_cover_the_red_flags_once():
    codes = [code for s in safety_check.STATEMENTS for code in s.codes]

    assert len(safety_check.STATEMENTS) == 7
    # RF16 and RF19 need no answer before booking; everything else is covered, once.
    assert sorted(codes) == sorted(ASKED - {"RF16", "RF19"})


def test_a_statement_is_as_strict_as_its_red_flags():
    for statement in safety_check.STATEMENTS:
        assert sign_levels.level_of(statement.codes) == statement.level


def test_the_statement_about_sudden_pain_mentions_vomiting():
    assert "pain with vomiting" in safety_check.BY_KEY["sudden"].text


def test_every_caution_refers_to_an_existing_answer():
    for caution in (each for each in cautions.CAUTIONS if each.question):
        question = FORM.by_key[caution.question]
        if caution.under:
            assert question.kind == schema.Kind.BIRTHDAY
        else:
            assert caution.answer in question.labels


@pytest.mark.parametrize(
    ("born", "raised"), [("2008-06-02", True), ("2008-06-01", False), ("", False)]
)
def test_a_client_under_18_raises_a_caution(born, raised):
    today = date(2026, 6, 1)

    words = [each.words for each in cautions.raised_by({"birthday": born}, today)]

    assert words == (["under 18"] if raised else [])


def test_contact_questions_match_fields_of_the_client():
    fields = {field.name for field in Client._meta.get_fields()}

    assert {q.contact for q in questions() if q.contact} <= fields


def test_consent_questions_match_kinds_of_consent():
    assert {q.consent for q in questions() if q.consent} <= set(Consent.Kind.values)


def test_health_checklists_offer_none_of_these():
    for key in ("urgent-signs", "doctor-signs", "other-signs", "health-conditions"):
        assert FORM.by_key[key].none == "None of these"


def test_weeks_of_pregnancy_are_asked_only_when_pregnant():
    pregnant = {page.key for _, page in FORM.pages_for({"pregnancy": "pregnant"})}
    others = {page.key for _, page in FORM.pages_for({"pregnancy": "no"})}

    assert pregnant - others == {"further"}
    assert others - pregnant == set()


# Progress


def saved_all_but(*parts):
    return {
        page.key
        for part, page in FORM.pages_for({})
        if part.key not in (*parts, "none")
    }


def statuses(saved, answers=None):
    return {
        item.part.key: item.status
        for item in progress.of_parts(FORM, answers or {}, saved)
    }


def test_a_new_form_has_no_part_started_and_the_agreements_waiting():
    assert statuses(set()) == {
        "about-you": Status.NOT_STARTED,
        "emergency-contact": Status.NOT_STARTED,
        "what-brings-you": Status.NOT_STARTED,
        "health-check": Status.NOT_STARTED,
        "preferences": Status.NOT_STARTED,
        "agreements": Status.WAITS,
    }


def test_a_part_with_one_saved_page_is_in_progress():
    assert statuses({"name"})["about-you"] == Status.IN_PROGRESS


def test_the_agreements_open_when_all_other_parts_are_done():
    found = statuses(saved_all_but("agreements"))

    assert found["preferences"] == Status.DONE
    assert found["agreements"] == Status.NOT_STARTED


def test_an_answer_that_adds_a_page_reopens_its_part():
    saved = saved_all_but()

    assert progress.is_complete(FORM, {}, saved)
    assert not progress.is_complete(FORM, {"pregnancy": "pregnant"}, saved)
    assert statuses(saved, {"pregnancy": "pregnant"})["health-check"] == (
        Status.IN_PROGRESS
    )


@pytest.mark.parametrize(
    ("levels", "strictest"),
    [
        (["RF16", "RF10"], Level.DOCTOR_FIRST),
        (["RF10", "RF01"], Level.EMERGENCY),
        (["RF19"], Level.REVIEW),
        ([], Level.NONE),
    ],
)
def test_the_strictest_sign_decides_the_level(levels, strictest):
    assert sign_levels.level_of(levels) == strictest
