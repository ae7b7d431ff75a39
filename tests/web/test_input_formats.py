"""Mail addresses and phone numbers, as people here and abroad write them."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories
from web import phones
from web.emails import MailFormField, likely_meant, mailbox_of
from web.phones import PhoneFormField

REAL = [
    "jörg@example.de",
    "o'neil+clinic@example.co.uk",
    "李@example.com",
    "a@straße.de",
    "VERA@EXAMPLE.NET",
]
NOT_REAL = [
    "user@localhost",
    "robin@",
    "@example.com",
    "two words@example.com",
    "a..b@example.com",
    "a@example..com",
    "a@b@example.com",
    "x" * 65 + "@example.com",
    "a@" + "x" * 250 + ".com",
    "a@exa mple.com",
    "a@[127.0.0.1]",
]


@pytest.mark.parametrize("address", REAL)
def test_a_deliverable_address_is_accepted(address):
    assert MailFormField().clean(address) == address


@pytest.mark.parametrize("address", NOT_REAL)
def test_an_undeliverable_address_is_refused(address):
    with pytest.raises(ValidationError):
        MailFormField().clean(address)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vera@example.net", "VERA@Example.NET"),
        ("jo\u0308rg@example.de", "jörg@example.de"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        (" a@example.com ", "a@example.com"),
    ],
)
def test_spellings_of_one_mailbox_are_equal(one, other):
    assert mailbox_of(one) == mailbox_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jörg@example.de", "jorg@example.de"),
        ("straße@example.de", "strasse@example.de"),
        ("a@straße.de", "a@strasse.de"),
        ("JÖRG@example.de", "jörg@example.de"),
        ("a+b@example.com", "a@example.com"),
        ("a.b@gmail.com", "ab@gmail.com"),
    ],
)
def test_different_mailboxes_are_not_equal(one, other):
    assert mailbox_of(one) != mailbox_of(other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a@gmial.com", "a@gmail.com"),
        ("a@gmai.com", "a@gmail.com"),
        ("a@gmail.con", "a@gmail.com"),
        ("a@hotmial.com", "a@hotmail.com"),
        ("a@gmail.com", ""),
        ("a@ymail.com", ""),
        ("a@kestrelrow.example", ""),
    ],
)
def test_a_likely_typo_in_a_domain_is_recognized(typed, meant):
    assert likely_meant(typed) == meant


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("212-555-0111", "+12125550111"),
        ("212-555-0111 ext. 12", "+12125550111x12"),
        ("212-555-0111 x12", "+12125550111x12"),
        ("(212) 555-0111 #12", "+12125550111x12"),
        ("0044 20 7946 0958", "+442079460958"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("011 44 20 7946 0958", "+442079460958"),
        ("+52 1 55 1234 5678", "+525512345678"),
        ("+52 55 1234 5678", "+525512345678"),
        ("0049 30 901820", "+4930901820"),
        ("+1 (212) 555-0111", "+12125550111"),
    ],
)
def test_a_phone_number_is_read_in_its_usual_spellings(typed, stored):
    assert phones.stored(PhoneFormField(region="US").clean(typed)) == stored


@pytest.mark.parametrize("typed", ["12", "212-555", "0044 1", "call me", "#12"])
def test_an_invalid_phone_number_is_refused(typed):
    with pytest.raises(ValidationError):
        PhoneFormField(region="US").clean(typed)


@pytest.mark.django_db
def test_a_masked_number_shows_only_its_first_and_last_digits():
    factories.in_country("US")

    assert phones.masked("+12125550111") == "212-•••-••11"
    assert phones.masked("") == ""
