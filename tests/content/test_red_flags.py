"""The one list of red flags: what it holds, and how a page shows some of it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from content import readability, red_flags
from content.code_fields import RedFlagsField
from tests import factories

EASY = 8.0
SCREENING = [f"RF{n:02}" for n in range(1, 25)] + ["RF13C"]
EMERGENCIES = {*SCREENING[:8], "RF13", "RF20", "RF21", "RF22", "RF23", "RF24"}
REVIEW = {"RF16", "RF19"}


def test_the_list_contains_the_screening_table():
    table = [code for code in red_flags.ALL if code.startswith("RF")]

    assert sorted(table) == sorted(SCREENING)


def test_every_sign_of_the_table_has_its_level():
    found = {
        level: {code for code in SCREENING if red_flags.ALL[code].level == level}
        for level in red_flags.LEVELS
    }

    assert found == {
        "emergency": EMERGENCIES,
        "review": REVIEW,
        "doctor_first": set(SCREENING) - EMERGENCIES - REVIEW,
    }


def test_every_screening_sign_except_suicidal_thoughts_is_asked():
    asked = {code for code, flag in red_flags.ALL.items() if flag.asked}

    assert asked == set(SCREENING) - {"RF20"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("RF01", "feels different when you wipe"),
        ("RF02", "a new loss of sexual feeling"),
        ("RF03", "tingling or numbness down both legs"),
        ("RF07", "back, hip, groin or belly pain"),
        ("RF08", "a swollen face or hands, pain just below the ribs"),
        ("RF08", "vomiting with any of these"),
        ("RF08", "a baby who moves less"),
        ("RF21", "cannot be pushed back"),
        ("RF21", "comes with vomiting"),
        ("RF22", "moved to the lower right"),
        ("RF22", "comes with vomiting"),
        ("RF23", "low belly pain on one side"),
        ("RF24", "Sudden pain in a testicle"),
    ],
)
def test_a_sign_mentions_what_must_not_be_missed(code, words):
    assert words in red_flags.ALL[code].sign


def test_every_sign_with_fever_is_an_emergency():
    mild = [
        flag.code
        for flag in red_flags.ALL.values()
        if "fever" in flag.sign.lower() and flag.level != "emergency"
    ]

    assert mild == []


def test_every_sign_has_its_own_words():
    signs = [flag.sign for flag in red_flags.ALL.values()]

    assert len(set(signs)) == len(signs)


def test_the_list_is_easy_to_read():
    lines = [f"{f.sign}. {f.advice}" for f in red_flags.ALL.values()]

    assert readability.reading_grade("\n".join(lines)) <= EASY


@pytest.mark.django_db
def test_cards_are_ordered_by_urgency():
    factories.in_country("US")

    cards = red_flags.cards(["RF16", "RF01", "RF10", "RF05", "RF02"])

    assert [card.level for card in cards] == ["emergency", "doctor_first", "review"]
    assert [group.advice for group in cards[0].groups] == [
        "Call 911 now.",
        "Go to an emergency department now. Do not drive yourself.",
    ]
    assert cards[0].groups[1].signs == [
        red_flags.ALL["RF01"].sign,
        red_flags.ALL["RF02"].sign,
    ]


@pytest.mark.django_db
def test_a_spanish_reader_sees_spanish_cards():
    factories.in_country("US")

    with translation.override("es"):
        [card] = red_flags.cards(["RF13C", "RF18"])

    assert [(group.advice, group.signs) for group in card.groups] == [
        (
            "Acuda a un médico hoy mismo.",
            ["Dolor en el costado, debajo de las costillas, con ardor al orinar"],
        ),
        (
            "Acuda antes a su médico. El trabajo con las manos espera hasta que un "
            "médico le haya dado el visto bueno.",
            ["Un coágulo de sangre en los últimos 6 meses"],
        ),
    ]


def test_an_editor_ticks_signs_in_their_own_language():
    field = RedFlagsField().formfield()

    with translation.override("es"):
        [(level, [(code, words), *_]), *_] = field.choices

        assert (level, code) == ("emergencia", "RF01")
        assert words.startswith("RF01: Adormecimiento u hormigueo nuevo")


def test_an_unknown_code_shows_no_card():
    assert red_flags.cards(["RF99"]) == []


def test_the_field_refuses_an_unknown_code():
    field = RedFlagsField()

    assert field.clean(["RF01"], None) == ["RF01"]
    with pytest.raises(ValidationError, match="Not in the list: RF99"):
        field.clean(["RF01", "RF99"], None)
