"""What follows a clinic's country: money, dates, clock, week, phone, whom to call."""

import re
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from accounts.roles import Role
from booking.availability import catalogue
from booking.availability.opening_hours import status_of
from booking.messages import planning
from booking.models import Treatment
from content import red_flags
from intake import safety_check
from locations import countries, formatting, site_context
from locations.money import PriceFormField
from outbox import rendering
from tests import factories
from tests.admin_forms import edited
from tests.booking import flow
from tests.screens import parsed
from web.phones import PhoneFormField, in_words

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 6, 12)


# Facts


def test_every_number_in_the_list_can_be_dialled():
    for code in countries.names("en"):
        country = countries.known(code)
        for line in (country.emergency, country.crisis):
            digits = line.dials.removeprefix("tel:")
            assert digits.isdecimal() or not line, code
            assert set(line.number) <= set("0123456789 "), code


@pytest.mark.parametrize(
    ("code", "emergency_number", "currency", "hours", "first_weekday"),
    [
        ("US", "911", "USD", 12, 6),
        ("GB", "999", "GBP", 24, 0),
        ("IE", "112", "EUR", 24, 0),
        ("AU", "000", "AUD", 12, 0),
        ("CH", "144", "CHF", 24, 0),
        ("JP", "119", "JPY", 24, 6),
    ],
)
def test_a_country_has_its_habits(
    code, emergency_number, currency, hours, first_weekday
):
    country = countries.known(code)

    assert country.emergency.number == emergency_number
    assert (country.currency, country.hours) == (currency, hours)
    assert country.first_weekday == first_weekday


@pytest.mark.parametrize("code", ["", "XX", "EU", "gb"])
def test_what_is_no_country_has_no_numbers(code):
    assert countries.known(code) == countries.NOWHERE


def test_countries_are_listed_in_the_readers_language():
    assert countries.names("es")["GB"] == "Reino Unido"
    first, *_, last = countries.names("es").values()
    assert (first, last) == ("Afganistán", "Zimbabue")


# Words


@pytest.mark.parametrize(
    ("language", "code", "day", "price", "at"),
    [
        ("en", "US", "Friday, June 12", "$1,650", "2:30 pm"),
        ("en", "GB", "Friday 12 June", "£1,650", "14:30"),
        ("es", "GB", "viernes, 12 de junio", "1.650\xa0£", "14:30"),
        ("es", "US", "viernes, 12 de junio", "$1,650", "2:30 p.\xa0m."),
        ("de", "DE", "Freitag, 12. Juni", "1.650\xa0€", "14:30"),
        ("de", "CH", "Freitag, 12. Juni", "CHF\xa01'650", "14:30"),
        ("en", "JP", "Friday, June 12", "¥165,000", "14:30"),
    ],
)
def test_language_and_country_decide_how_things_are_written(
    language, code, day, price, at
):
    factories.in_country(code)

    with translation.override(language):
        assert formatting.long_day(FRIDAY) == day
        assert formatting.money(165000) == price
        assert formatting.clock(time(14, 30)) == at


def test_a_clinic_may_choose_otherwise_than_its_country():
    factories.in_country("GB", own_clock=12, own_currency="EUR", own_first_weekday=6)

    assert formatting.clock(time(14, 30)) == "2:30 pm"
    assert formatting.money(6550) == "€65.50"
    assert site_context.current().clinic.first_weekday == 6


def test_midnight_has_no_name_on_a_clock_of_24_hours():
    factories.in_country("GB")

    assert formatting.hours(time(18), time()) == "18:00 to 00:00"
    assert formatting.hours(time(22), time(2)) == "22:00 to 02:00 the next day"


@pytest.mark.parametrize(("code", "first"), [("US", "Sunday"), ("GB", "Monday")])
def test_a_week_begins_where_it_does_in_the_country(code, first):
    place = factories.clinic()
    factories.in_country(code)
    table = catalogue.current().timetable

    week = status_of(place, table, datetime(2026, 6, 1, tzinfo=UTC)).week()

    assert week[0][0] == first
    assert len(week) == 7


# Phone numbers


def test_a_number_is_typed_and_shown_as_in_the_country():
    factories.in_country("GB")

    number = PhoneFormField().clean("020 7946 0958")

    assert number.as_e164 == "+442079460958"
    assert in_words(number) == "020 7946 0958"
    assert in_words("+12125550111") == "+1 212-555-0111"


def test_a_form_shows_a_stored_number_as_in_the_country():
    factories.in_country("GB")

    assert PhoneFormField().widget.format_value("+442079460958") == "020 7946 0958"


# Money of a visit


def test_a_visit_keeps_the_currency_in_which_it_was_sold():
    factories.clinic()
    factories.in_country("GB")
    visit = factories.booked()
    factories.in_country("US")

    assert visit.currency == "GBP"
    assert dict(planning.facts(visit))["Price"] == "£165"


def test_an_owner_types_prices_in_the_clinics_currency(sign_in):
    factories.clinic()
    factories.in_country("JP")
    treatment = Treatment.objects.get()
    owner = sign_in(factories.staff(Role.OWNER))
    address = reverse("treatment:edit", args=[treatment.pk])

    form = parsed(owner.get(address))
    assert "In JPY." in form.text
    edited(owner, address, **{"lengths-0-price_cents": "9800"})

    assert treatment.lengths.get().price_cents == 9800
    with pytest.raises(ValidationError):
        PriceFormField().clean("9800.5")


# Whom to call


@pytest.mark.parametrize(
    ("code", "crisis"),
    [
        (
            "US",
            "Call or text 988, day or night. If you are in danger right now, call 911.",
        ),
        ("GB", "Call 116 123, day or night. If you are in danger right now, call 999."),
        (
            "",
            "Call a crisis line, day or night. If you are in danger right now, call "
            "your local emergency number.",
        ),
    ],
)
def test_advice_names_the_numbers_of_the_country(code, crisis):
    factories.in_country(code)

    assert red_flags.ALL["RF20"].advice == crisis


def test_a_clinic_may_name_numbers_of_its_own():
    factories.in_country("US", own_emergency_number="112", own_crisis_number="555 0100")

    assert red_flags.ALL["RF05"].action == "Call 112."
    assert red_flags.ALL["RF20"].advice.startswith("Call 555 0100, day or night.")


def test_no_rule_names_a_number_itself():
    told = [flag.told + flag.done for flag in red_flags.ALL.values()]
    told += [statement.told for statement in safety_check.STATEMENTS]

    assert not [words for words in told if re.search(r"\d{3}", words)]


@pytest.mark.parametrize(
    ("code", "button", "href"),
    [
        ("GB", "Call 999", "tel:999"),
        ("", "Call your local emergency number.", None),
    ],
)
def test_an_emergency_sign_shows_the_number_of_the_country(client, code, button, href):
    with time_machine.travel(factories.NOW, tick=False):
        factories.clinic()
        base = flow.to_check(client, ticked="sudden")
        factories.in_country(code)
        card = parsed(client.get(base + "help")).select_one(".care--emergency .actions")

    assert card.text.strip() == button
    assert [a["href"] for a in card.select("a")] == [href] * bool(href)


def test_a_letter_names_the_number_of_the_country():
    factories.in_country("GB")

    mail = rendering.example(rendering.default("requested", "en"))

    assert "In an emergency, call 999." in mail.text
