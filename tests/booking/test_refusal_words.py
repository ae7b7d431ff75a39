"""Every refusal has words, a status and something to do next."""

from booking import exceptions
from booking.refusal_words import WORDS, words_for


def every_refusal():
    """All exceptions of the services that a page may have to tell."""
    found = [exceptions.Refused]
    for each in found:
        found.extend(each.__subclasses__())
    return found


def test_every_refusal_has_its_own_message():
    assert {each.code for each in every_refusal()} == {*WORDS}


def test_a_refusal_carries_the_values_for_its_page():
    refusal = exceptions.SamePerson(visit="the other visit")

    assert refusal.values == {"visit": "the other visit"}
    assert words_for(refusal).status == 409
