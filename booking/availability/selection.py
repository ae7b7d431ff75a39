"""What a client wants to book, checked against the current catalogue."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from booking.availability.catalogue import Catalogue, Length, Offer, Person, Place
from booking.engine.ids import LocationId, ResourceId, TherapistId


@dataclass(frozen=True)
class Choice:
    """A treatment and length; any therapist or location will do unless one is named.

    `treats` narrows the therapists to those who treat the condition of this slug.
    `known` means that the client says they have been here before. `postal_code` is
    where a home visit goes.
    """

    catalogue: Catalogue
    offer: Offer
    minutes: int
    therapist: Person | None = None
    place: Place | None = None
    treats: str = ""
    known: bool = False
    postal_code: str = ""

    @property
    def length(self) -> Length:
        return self.offer.lengths[self.minutes]

    @property
    def slugs(self) -> dict[str, str | int]:
        """The choice as slugs, for forms, URLs and drafts; `choose` reads it back."""
        carried: dict[str, str | int] = {
            "treatment": self.offer.slug,
            "length": self.minutes,
            "therapist": self.therapist.slug if self.therapist else "",
            "location": self.place.slug if self.place else "",
            "condition": self.treats,
            "known": "1" if self.known else "",
            "postal_code": self.postal_code,
        }
        return {name: value for name, value in carried.items() if value}

    @property
    def query(self) -> str:
        """The slugs as the query of a page whose path names the treatment."""
        slugs = self.slugs
        del slugs["treatment"]
        return urlencode(slugs)

    def at(self, place: Place, therapist: Person | None = None) -> "Choice":
        """This choice at one location, and with one therapist if given."""
        return replace(self, place=place, therapist=therapist or self.therapist)

    def unserved(self) -> list[Place]:
        """The locations whose home visits do not reach this postal code."""
        places = (self.catalogue.places[each] for each in self.places())
        return [
            place
            for place in places
            if place.visits_homes and not place.serves(self.postal_code)
        ]

    def therapists(self) -> tuple[TherapistId, ...]:
        """The ids of all therapists who could give it."""
        return tuple(
            each
            for each in self.offer.therapists
            if (self.therapist is None or each == self.therapist.id)
            and (not self.treats or self.treats in self.catalogue.people[each].treats)
        )

    def places(self) -> tuple[LocationId, ...]:
        """The ids of every place where it could be given."""
        return tuple(
            each
            for each in self.offer.rooms
            if self.place is None or each == self.place.id
        )

    def resources(self) -> dict[ResourceId, int]:
        """Every resource it could take, with its number of lanes, in id order."""
        workers = self.catalogue.timetable.workers
        taken = {workers[each].resource for each in self.therapists()}
        taken |= {
            room for each in self.places() for room in self.offer.rooms[each] or ()
        }
        return {each: self.catalogue.lanes[each] for each in sorted(taken)}


def choose(
    catalogue: Catalogue,
    *,
    treatment: str,
    length: int,
    therapist: str = "",
    location: str = "",
    condition: str = "",
    known: bool = False,
    postal_code: str = "",
) -> Choice | None:
    """The choice that slugs name; None when it is not on offer to this client."""
    offer = catalogue.offers.get(treatment)
    if offer is None:
        return None
    sold = offer.lengths.get(length)
    if not sold or not (known or sold.for_new_clients):
        return None
    person, place = catalogue.person(therapist), catalogue.place(location)
    if (therapist and not person) or (location and not place):
        return None
    return Choice(
        catalogue, offer, length, person, place, condition, bool(known), postal_code
    )
