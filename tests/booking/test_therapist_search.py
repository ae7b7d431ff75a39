"""Finding a therapist by what they treat, where, when and in which language."""

from datetime import time

import pytest

from booking import services
from booking.models import Room, Treatment, WorkingHours
from care.models import Technique
from locations.models import Location
from tests import factories, pages
from tests.screens import links, parsed, text, texts
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
    return texts(client.get(f"/therapists/?{query}"), ".person h3")


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
    page = client.get(f"/therapists/?{query}")

    [imani] = parsed(page).select(".slot[value$=imani]")
    assert imani["aria-label"] == (
        "Book First visit, 60 minutes, Sunday, June 7, 9:00 am with Imani, Harbor"
    )


def test_the_list_shows_how_many_therapists_match(client):
    page = client.get("/therapists/?day=5")

    assert text(page, ".find__count") == "1 of 2 therapists"


def test_an_empty_result_says_that_nobody_matches(client):
    page = client.get("/therapists/?location=harbor&day=0")

    assert text(page, ".people + p") == (
        "Nobody fits all of that. Show everyone , or call us at (212) 555-0142 ."
    )
    assert text(page, ".find__count") == "0 of 2 therapists"


def test_booking_from_a_condition_offers_therapists_who_treat_it(client):
    page = client.get("/book/?condition=hip-pain")
    unknown = client.get("/book/?condition=nothing")

    times = "/book/first-visit/times/?length=60"
    first_visit = "First visit, 60 minutes, $165"
    assert text(page, ".lead") == "With those who treat hip pain. Anyone instead"
    assert links(page, ".lengths a") == {first_visit: f"{times}&condition=hip-pain"}
    assert texts(unknown, ".lead") == []
    assert links(unknown, ".lengths a") == {first_visit: times}
