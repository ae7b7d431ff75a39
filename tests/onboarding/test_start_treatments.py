"""A starting set gives a clinic treatments that can be booked at once."""

import pytest
from django.db import transaction
from django.utils import translation

from booking.availability import catalogue as catalogues
from booking.availability import free_times
from booking.availability.selection import choose
from booking.models import BookingRules, Room, ScheduleVersion, Treatment
from booking.services import schedule_change
from onboarding import starting_sets
from onboarding.services import ChosenLength, ChosenTreatment, start_with
from tests import factories
from tests.factories import NOW
from therapists.models import Therapist

pytestmark = pytest.mark.django_db

PHYSIOTHERAPY = starting_sets.profession("physiotherapy")
ASSESSMENT, FOLLOW_UP = "physiotherapy-assessment", "physiotherapy-follow-up"


@pytest.fixture(autouse=True)
def place(time_machine):
    """A clinic of two therapists and two rooms that visits homes, and sells nothing."""
    time_machine.move_to(NOW, tick=False)
    place = factories.clinic("Ann", "Bo", rooms=2, treatments=())
    with schedule_change():
        homes = factories.location("at-home", visits_homes=True, position=1)
        factories.therapist("Cleo", homes)
    return place


def as_suggested(profession):
    """Every treatment of a profession as an owner takes it who changes nothing."""
    return [
        ChosenTreatment(
            each.key,
            each.name,
            tuple(
                ChosenLength(length.minutes, length.price_in("USD") * 100)
                for length in each.lengths
            ),
        )
        for each in profession.treatments
    ]


def assessment(minutes=45, price_cents=6500, name="Initial assessment"):
    return ChosenTreatment(ASSESSMENT, name, (ChosenLength(minutes, price_cents),))


def lengths_of(row):
    return list(row.lengths.values_list("minutes", "price_cents", "for_new_clients"))


@pytest.mark.parametrize("profession", starting_sets.professions(), ids=lambda p: p.key)
def test_every_treatment_of_a_profession_can_be_booked(profession):
    rows = start_with(profession, as_suggested(profession))

    catalogue = catalogues.current()
    assert [row.slug for row in rows] == [each.key for each in profession.treatments]
    for row in rows:
        for length in row.lengths.all():
            choice = choose(
                catalogue,
                treatment=row.slug,
                length=length.minutes,
                location="at-home" if row.is_home_visit else "lantern-square",
                known=True,
            )
            assert len(free_times.soonest(choice, 3, NOW)) == 3


@pytest.mark.parametrize("profession", starting_sets.professions(), ids=lambda p: p.key)
def test_new_clients_find_times_on_the_home_page(profession):
    start_with(profession, as_suggested(profession))

    offer, minutes = catalogues.current().default
    assert (offer.slug, minutes) == (
        profession.treatments[0].key,
        profession.treatments[0].lengths[0].minutes,
    )
    assert [each.minutes for each in offer.lengths_for_new] == list(offer.lengths)


def test_the_owner_changes_names_lengths_and_prices():
    [row] = start_with(PHYSIOTHERAPY, [assessment(50, 7250, "First visit")])

    assert row.name == "First visit"
    assert lengths_of(row) == [(50, 7250, True)]
    assert BookingRules.objects.get().default_minutes == 50


def test_a_treatment_is_given_in_all_rooms_and_by_everyone():
    rows = start_with(PHYSIOTHERAPY, as_suggested(PHYSIOTHERAPY))

    for row in Treatment.objects.all():
        rooms = [] if row.is_home_visit else list(Room.objects.all())
        assert list(row.rooms.all()) == rooms
        assert list(row.therapists.all()) == list(Therapist.objects.all())
    assert [row.position for row in rows] == [0, 1, 2, 3]


def test_starting_twice_adds_what_is_missing_and_changes_nothing_else():
    start_with(PHYSIOTHERAPY, [assessment()])
    follow_up = ChosenTreatment(FOLLOW_UP, "Follow-up", (ChosenLength(30, 4800),))

    rows = start_with(PHYSIOTHERAPY, [assessment(60, 9900, "Other"), follow_up])

    assert [row.name for row in rows] == ["Initial assessment", "Follow-up"]
    assert [lengths_of(row) for row in Treatment.objects.all()] == [
        [(45, 6500, True)],
        [(30, 4800, False)],
    ]


def test_two_professions_stand_side_by_side():
    start_with(PHYSIOTHERAPY, as_suggested(PHYSIOTHERAPY))
    podiatry = starting_sets.profession("podiatry")

    start_with(podiatry, as_suggested(podiatry))

    suggested = [*PHYSIOTHERAPY.treatments, *podiatry.treatments]
    assert list(Treatment.objects.values_list("position", "slug")) == list(
        enumerate(each.key for each in suggested)
    )
    assert BookingRules.objects.get().default_treatment.slug == ASSESSMENT


def test_the_schedule_gets_a_new_version():
    before = ScheduleVersion.objects.get().name

    start_with(PHYSIOTHERAPY, [assessment()])

    assert ScheduleVersion.objects.get().name != before


def test_a_treatment_of_another_profession_is_refused_before_anything_is_made():
    massage = ChosenTreatment("massage", "Massage", (ChosenLength(60, 7000),))

    with pytest.raises(LookupError), transaction.atomic():
        start_with(PHYSIOTHERAPY, [assessment(), massage])

    assert not Treatment.objects.exists()


def test_a_clinic_of_two_languages_sells_a_treatment_once_under_both_names():
    factories.in_country("GB", other_languages=["es"])
    spanish = starting_sets.profession("physiotherapy", "es").suggested(ASSESSMENT)

    [row] = start_with(PHYSIOTHERAPY, [assessment()])

    assert row.name == "Initial assessment"
    with translation.override("es"):
        assert (row.name, row.summary) == (spanish.name, spanish.summary)


def test_a_name_of_the_owners_own_waits_for_its_translation():
    factories.in_country("GB", other_languages=["es"])

    [row] = start_with(PHYSIOTHERAPY, [assessment(name="First hour with us")])

    assert row.translations == {}
