"""The starting sets are complete in every language, and their figures can be sold."""

import re

import pytest

from booking.models import Treatment, TreatmentLength
from onboarding import starting_sets
from onboarding.starting_sets import SuggestedLength
from onboarding.starting_sets.files import read
from therapists.models import Therapist

KEY = re.compile(r"[a-z]+(-[a-z]+)*")
SIGNS = re.compile(r"\{\w*\}|</?[a-z]+>")  # placeholders, and tags of HTML
EACH_LANGUAGE = pytest.mark.parametrize("language", starting_sets.languages())

PROFESSIONS = starting_sets.professions()
TREATMENTS = [each for one in PROFESSIONS for each in one.treatments]


def room_of(model, field):
    return model._meta.get_field(field).max_length


def shape(of):
    """A file without its words: keys, lengths of lists, placeholders and tags."""
    if isinstance(of, dict):
        return {key: shape(value) for key, value in of.items()}
    if isinstance(of, list):
        return [shape(each) for each in of]
    return SIGNS.findall(of)


def words(of):
    """Every text of a file."""
    if isinstance(of, str):
        return [of]
    inner = of.values() if isinstance(of, dict) else of
    return [text for each in inner for text in words(each)]


def test_six_professions_have_a_starting_set():
    assert [each.key for each in PROFESSIONS] == [
        "massage",
        "physiotherapy",
        "osteopathy",
        "acupuncture",
        "psychotherapy",
        "podiatry",
    ]


@EACH_LANGUAGE
def test_every_language_has_words_for_the_same_treatments(language):
    figures = {key: set(rows) for key, rows in read("figures").items()}
    del figures["currencies"]

    known = read(f"{language}/professions")

    assert {key: set(one["treatments"]) for key, one in known.items()} == figures


@EACH_LANGUAGE
@pytest.mark.parametrize("name", ["professions", "website"])
def test_a_file_has_the_same_keys_and_signs_in_every_language(language, name):
    assert shape(read(f"{language}/{name}")) == shape(read(f"en/{name}"))


@EACH_LANGUAGE
@pytest.mark.parametrize("name", ["professions", "website"])
def test_no_word_is_empty(language, name):
    assert [
        text for text in words(read(f"{language}/{name}")) if not text.strip()
    ] == []


def test_every_language_that_ships_has_a_starting_set(settings):
    assert starting_sets.languages() == sorted(dict(settings.LANGUAGES))


@EACH_LANGUAGE
def test_slugs_are_plain_and_each_is_of_one_page(language):
    treatments = [
        each.slug
        for one in starting_sets.professions(language)
        for each in one.treatments
    ]
    pages = [text["slug"] for text in read(f"{language}/website").values()]

    for slugs in (treatments, pages):
        assert len(slugs) == len(set(slugs))
        assert [slug for slug in slugs if not KEY.fullmatch(slug)] == []


def test_a_treatment_is_known_by_its_slugs_in_all_languages():
    massage = starting_sets.profession("massage", "es").suggested("massage-firm")

    assert massage.slug == "masaje-firme"
    assert massage.slugs == {"massage-firm", "masaje-firme"}


@pytest.mark.parametrize("profession", PROFESSIONS, ids=lambda each: each.key)
def test_a_profession_has_three_to_six_treatments_one_of_them_for_new_clients(
    profession,
):
    in_rooms = [each for each in profession.treatments if not each.is_home_visit]

    assert 3 <= len(profession.treatments) <= 6
    assert [each for each in in_rooms if each.for_new_clients] == in_rooms[:1]


def test_no_two_treatments_share_a_key():
    found = [each.key for each in TREATMENTS]

    assert len(found) == len(set(found))
    assert [key for key in found if not KEY.fullmatch(key)] == []


@EACH_LANGUAGE
def test_every_word_fits_its_column(language):
    for profession in starting_sets.professions(language):
        assert 0 < len(profession.title) <= room_of(Therapist, "credential")
        assert profession.therapist
        assert profession.therapists
        assert profession.treatment
        for each in profession.treatments:
            assert 0 < len(each.name) <= room_of(Treatment, "name")
            assert 0 < len(each.summary) <= room_of(Treatment, "summary")


@pytest.mark.django_db
@pytest.mark.parametrize("treatment", TREATMENTS, ids=lambda each: each.key)
def test_the_figures_are_what_the_database_takes(treatment):
    row = Treatment(
        name=treatment.name,
        slug=treatment.key,
        setup_minutes=treatment.setup_minutes,
        cleanup_minutes=treatment.cleanup_minutes,
        travel_minutes=treatment.travel_minutes,
    )

    row.full_clean(validate_unique=False)

    assert treatment.lengths
    for each in treatment.lengths:
        length = TreatmentLength(minutes=each.minutes, price_cents=each.euros * 100)
        length.full_clean(exclude=["treatment"], validate_unique=False)


def test_only_home_visits_have_travel():
    travelling = [each for each in TREATMENTS if each.travel_minutes]

    assert travelling == [each for each in TREATMENTS if each.is_home_visit]


@pytest.mark.parametrize(
    ("euros", "currency", "price"),
    [
        (70, "EUR", 70),
        (70, "GBP", 65),
        (50, "GBP", 50),
        (70, "USD", 120),
        (70, "SEK", 850),
        (70, "JPY", 7500),
        (70, "CZK", 1000),
        (70, "XAU", None),
    ],
)
def test_a_price_is_rounded_as_prices_are_in_its_currency(euros, currency, price):
    assert SuggestedLength(60, euros).price_in(currency) == price


@pytest.mark.parametrize("currency", read("figures")["currencies"])
def test_every_suggested_price_is_a_multiple_of_the_step(currency):
    step = read("figures")["currencies"][currency]["step"]
    prices = [
        length.price_in(currency) for each in TREATMENTS for length in each.lengths
    ]

    assert [price for price in prices if price <= 0 or price % step] == []


def test_longer_costs_more():
    for treatment in TREATMENTS:
        for currency in read("figures")["currencies"]:
            prices = [length.price_in(currency) for length in treatment.lengths]
            assert prices == sorted(set(prices))


@pytest.mark.parametrize(
    ("code", "language"),
    [("en", "en"), ("en-us", "en"), ("es-mx", "es"), ("tlh", "en")],
)
def test_the_closest_language_is_taken(code, language):
    assert starting_sets.closest(code) == language


def test_a_profession_knows_only_its_own_treatments():
    osteopathy = starting_sets.profession("osteopathy")

    assert osteopathy.suggested("osteopathy-first-visit") in osteopathy.treatments
    with pytest.raises(LookupError):
        osteopathy.suggested("massage")
    with pytest.raises(LookupError):
        starting_sets.profession("alchemy")
