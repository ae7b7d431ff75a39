"""Finding a therapist by what they treat, where, when and in which language."""

import re
from datetime import time

import pytest

from booking import services
from booking.models import Room, Treatment, WorkingHours
from care.models import Technique
from locations.models import Location
from tests import factories, pages
from therapists.models import TherapistIndexPage, TherapistPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def team():
    """Imani works at one place from Monday to Friday; Tomasz elsewhere on Saturdays."""
    factories.clinic("Imani", "Tomasz")
    imani, tomasz = pages.therapist("Imani"), pages.therapist("Tomasz")
    harbor = factories.location("harbor")
    WorkingHours.objects.filter(therapist=tomasz).delete()
    WorkingHours.objects.filter(weekday__gte=5).delete()
    WorkingHours.objects.create(
        therapist=tomasz,
        weekday=5,
        location=harbor,
        starts_at=time(9),
        ends_at=time(17),
    )
    rolling = Technique.objects.create(name="Rolling", slug="rolling")
    tomasz.techniques.add(rolling)
    imani.treats.add(pages.condition("hip-pain"))
    imani.languages, tomasz.languages = ["English", "Spanish"], ["English", "Polish"]
    for person in (imani, tomasz):
        person.save()
        pages.index(TherapistIndexPage, "therapists").add_child(
            instance=TherapistPage(
                title=person.name, slug=person.slug, therapist=person
            )
        )


def names(client, query):
    page = client.get(f"/therapists/?{query}").text
    return [
        name for name in ("Imani", "Tomasz") if f"/therapists/{name.lower()}/" in page
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Imani", "Tomasz"]),
        ("condition=hip-pain", ["Imani"]),
        ("technique=rolling", ["Tomasz"]),
        ("location=harbor", ["Tomasz"]),
        ("day=5", ["Tomasz"]),
        ("day=0", ["Imani"]),
        ("location=lantern-square&day=5", []),
        ("language=Spanish", ["Imani"]),
        ("language=English&sort=name", ["Imani", "Tomasz"]),
        ("condition=nothing&day=99&sort=%00", ["Imani", "Tomasz"]),
    ],
)
def test_each_filter_narrows_the_list(client, query, found):
    assert names(client, query) == found


@pytest.mark.parametrize("query", ["location=harbor", "day=6", "location=harbor&day=6"])
def test_a_card_shows_a_time_that_matches_the_filters(client, query, time_machine):
    time_machine.move_to(factories.NOW, tick=False)  # a Monday
    harbor = Location.objects.get(slug="harbor")
    with services.schedule_change():
        treatment = Treatment.objects.get()
        treatment.rooms.add(Room.objects.create(location=harbor, name="Bay"))
        treatment.save()
        WorkingHours.objects.create(
            therapist=pages.therapist("Imani"),
            weekday=6,
            location=harbor,
            starts_at=time(9),
            ends_at=time(17),
        )
    page = client.get(f"/therapists/?{query}").text

    imani = re.search(r'aria-label="Book [^"]* with Imani, [^"]*"', page)[0]
    assert "Sunday" in imani
    assert "harbor" in imani.lower()


def test_the_list_shows_how_many_therapists_match(client):
    assert "1 of 2 therapists" in client.get("/therapists/?day=5").text


def test_an_empty_result_says_that_nobody_matches(client):
    page = client.get("/therapists/?location=harbor&day=0").text

    assert "Nobody fits all of that." in page
    assert "0 of 2 therapists" in page


def test_booking_from_a_condition_offers_therapists_who_treat_it(client):
    page = client.get("/book/?condition=hip-pain").text

    assert "With those who treat hip pain." in page
    assert "?length=60&amp;condition=hip-pain" in page
    assert "condition" not in client.get("/book/?condition=nothing").text
