"""E-mailed codes: six digits, few tries, a few minutes, once."""

from datetime import timedelta

import pytest

from clients import services
from clients.models import AccessCode, Client
from outbox.models import Message
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_row():
    return Client.objects.create(
        name="Robin Vale", email="r@example.com", phone="+12125550111", created_at=NOW
    )


def sent(client_row):
    """(code row, digits) of a fresh code."""
    code = services.send_code(client=client_row, now=NOW)
    return code, Message.objects.get(about=code.pk).values["code"]


def test_the_digits_open_once(client_row):
    code, digits = sent(client_row)

    assert services.use_code(code_id=code.pk, digits=digits, now=NOW)
    assert not services.use_code(code_id=code.pk, digits=digits, now=NOW)


def test_only_a_hash_is_stored_and_the_subject_says_nothing(client_row):
    code, digits = sent(client_row)

    assert digits not in code.code_hash
    assert digits not in Message.objects.get().subject


def test_five_wrong_tries_end_a_code(client_row):
    code, digits = sent(client_row)
    for _ in range(5):
        assert not services.use_code(code_id=code.pk, digits="wrong", now=NOW)

    assert not services.use_code(code_id=code.pk, digits=digits, now=NOW)


def test_a_code_ends_after_fifteen_minutes(client_row):
    code, digits = sent(client_row)

    late = NOW + timedelta(minutes=15, seconds=1)
    assert not services.use_code(code_id=code.pk, digits=digits, now=late)


def test_a_new_code_ends_the_older_one(client_row):
    old, digits = sent(client_row)
    services.send_code(client=client_row, now=NOW)

    assert not services.use_code(code_id=old.pk, digits=digits, now=NOW)
    assert AccessCode.objects.count() == 2


def test_a_client_gets_at_most_five_codes_an_hour(client_row):
    for _ in range(5):
        sent(client_row)

    with pytest.raises(services.TooManyCodes):
        sent(client_row)

    assert services.send_code(client=client_row, now=NOW + timedelta(hours=1))
