"""The one list of red flags: what it holds, and how a page shows some of it."""

import pytest
from django.core.exceptions import ValidationError

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


def test_an_unknown_code_shows_no_card():
    assert red_flags.cards(["RF99"]) == []


def test_the_field_refuses_an_unknown_code():
    field = RedFlagsField()

    assert field.clean(["RF01"], None) == ["RF01"]
    with pytest.raises(ValidationError, match="Not in the list: RF99"):
        field.clean(["RF01", "RF99"], None)
