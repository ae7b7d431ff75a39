"""Treatments, lengths, prices and booking rules of the demo clinic."""

from decimal import Decimal

from booking.models import BookingRules, Room, Treatment, TreatmentLength
from demo.loader.texts import CURRENCY, read
from locations.money import cents
from therapists.models import Therapist

FIELDS = ("name", "summary", "description", "cleanup_minutes", "travel_minutes")


def load():
    offered_by = {row["slug"]: row["offers"] for row in read("therapists")["therapist"]}
    for position, row in enumerate(read("treatments")["treatment"]):
        treatment, _ = Treatment.objects.update_or_create(
            slug=row["slug"],
            defaults={
                **{name: row[name] for name in FIELDS},
                "position": position,
                "is_home_visit": row["home_visit"],
            },
        )
        givers = [slug for slug, offers in offered_by.items() if row["slug"] in offers]
        treatment.therapists.set(Therapist.objects.filter(slug__in=givers))
        treatment.rooms.set(_rooms(row["rooms"]))
        treatment.save()
        for length in row["lengths"]:
            _add_length(treatment, length)
    first_visit = Treatment.objects.get(slug="first-visit")
    BookingRules.objects.update(
        default_treatment=first_visit, minutes_between_places=30
    )


def _rooms(names):
    """Rooms named “location/Room”, or all of a location by “location/*”."""
    rooms = []
    for name in names:
        location, _, room = name.partition("/")
        found = Room.objects.filter(location__slug=location)
        rooms += found if room == "*" else found.filter(name=room)
    return rooms


def _add_length(treatment, row):
    TreatmentLength.objects.update_or_create(
        treatment=treatment,
        minutes=row["minutes"],
        defaults={
            "price_cents": cents(Decimal(row["price"]), CURRENCY),
            "for_new_clients": row["new_clients"],
        },
    )
