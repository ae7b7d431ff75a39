"""Words of an emergency are recognized as people write them, and others are not."""

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
        "tingling in both legs",
        "it feels different when I wipe",
        "no feeling during sex",
        "fever and groin pain",
        "stomach pain with vomiting",
        "pain in my testicle",
        "ectopic pregnancy",
        "my hernia is stuck",
        "my baby moves less",
        "the worst headache of my life",
    ],
)
def test_words_of_an_emergency_are_recognized(text):
    assert may_be_urgent(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the numbers by age.",
        "My psoas is stiff after sitting.",
        "Can I do this with a bad knee?",
        "The legs of my chair are too short.",
        "I have had a hernia for years.",
        "My baby moves a lot at night.",
        "Both legs rest on a chair.",
    ],
)
def test_everyday_words_are_not_taken_for_an_emergency(text):
    assert not may_be_urgent(text)
