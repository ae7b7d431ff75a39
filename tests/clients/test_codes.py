"""Mailed codes: bound to one address and browser, limited in tries and time."""

from datetime import timedelta

import pytest

from clients import services
from clients.models import AccessCode
from outbox.models import Message
from tests.factories import NOW

pytestmark = pytest.mark.django_db

ROBIN = "robin@example.com"


def sent(browser="one", email=ROBIN, now=NOW):
    """The digits of a fresh code."""
    code = services.send_code(email=email, browser=browser, now=now)
    return Message.objects.get(about=code.pk).values["code"]


def proves(digits, browser="one", now=NOW):
    """The mailbox that digits prove in a browser; None for no mailbox."""
    used = services.use_code(browser=browser, digits=digits, now=now)
    return used and used.mailbox


def test_a_code_proves_an_address_once():
    digits = sent()

    assert proves(digits) == ROBIN
    assert proves(digits) is None


def test_neither_the_database_nor_the_subject_reveals_the_code():
    digits = sent()

    assert digits not in AccessCode.objects.get().code_hash
    assert digits not in Message.objects.get().subject


def test_five_wrong_attempts_invalidate_a_code():
    digits = sent()
    for _ in range(5):
        assert proves("wrong") is None

    assert proves(digits) is None


def test_a_code_expires_after_fifteen_minutes():
    assert proves(sent(), now=NOW + timedelta(minutes=15, seconds=1)) is None


def test_a_code_works_only_in_the_browser_that_requested_it():
    assert proves(sent("one"), browser="two") is None


def test_a_request_from_another_browser_does_not_invalidate_a_code():
    digits = sent("one")
    sent("two")

    assert proves(digits, "one") == ROBIN


def test_an_earlier_code_of_the_same_browser_still_works():
    first = sent("one")
    sent("one", now=NOW + timedelta(minutes=1))

    assert proves(first, now=NOW + timedelta(minutes=2)) == ROBIN


def test_an_address_gets_at_most_five_codes_an_hour():
    for n in range(7):
        services.send_code(email=ROBIN, browser=f"browser {n}", now=NOW)
    assert Message.objects.count() == 5

    services.send_code(email=ROBIN, browser="late", now=NOW + timedelta(hours=1))
    assert Message.objects.count() == 6


def test_a_mailed_button_still_works_after_a_strangers_requests():
    own = services.send_code(email=ROBIN, browser="own", now=NOW)
    for n in range(6):
        services.send_code(email=ROBIN, browser=f"stranger {n}", now=NOW)

    later = NOW + timedelta(minutes=50)
    assert services.letter_of(own.pk, later) == own
    assert services.letter_of(own.pk, NOW + timedelta(minutes=61)) is None


def test_spellings_of_one_mailbox_share_the_limit():
    for spelling in (ROBIN, "ROBIN@example.com", "Robin@Example.COM") * 3:
        services.send_code(email=spelling, browser="one", now=NOW)

    assert Message.objects.count() == 5
