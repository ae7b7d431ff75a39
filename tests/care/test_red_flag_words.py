"""Words of an emergency are noticed as people write them, and others are not."""

import pytest

from care.red_flag_words import may_be_urgent


@pytest.mark.parametrize(
    "text",
    [
        "I am numb between my legs since this morning",
        "cant pee and my back hurts",
        "I can’t feel my foot",
        "chest pain on the left",
        "my calf is swollen",
        "I think about suicide",
        "cauda equina?",
        "I cannot pee",
        "numb between legs",
        "my legs are numb",
        "leg weakness",
        "heart attack",
        "fell down the stairs",
        "fever back pain",
        "I can not urinate any more",
        "cannot feel my legs",
        "numbness between legs",
        "chest pains since noon",
        "I had blood clots",
        "I have lost control of my bladder",
        "can't control my bladder",
        "my leg gives way",
        "I can't breath",
    ],
)
def test_an_emergency_is_noticed(text):
    assert may_be_urgent(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the numbers by age.",
        "My psoas is stiff after sitting.",
        "Can I do this with a bad knee?",
        "The legs of my chair are too short.",
    ],
)
def test_everyday_words_are_not(text):
    assert not may_be_urgent(text)
