"""Find the client's file for a booking, and keep one person to one place at a time."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q

from booking.exceptions import SamePerson
from booking.models import Appointment
from booking.models.appointments import AppointmentQuerySet
from clients import files
from clients import services as clients
from clients.contact import Contact, folded, identity_of, mailbox_or_nothing
from clients.models import Client
from clients.proof import Proof


def lock_person(proof: Proof | None) -> None:
    """Lock the file of the person a browser is proven for, if there is one."""
    if proof and proof.client_id:
        list(Client.objects.select_for_update().filter(pk=proof.client_id).values("pk"))


def covers(proof: Proof | None, contact: Contact) -> bool:
    """Whether a browser has proven the mailbox that a booking names."""
    return proof is not None and proof.mailbox == mailbox_or_nothing(contact.email)


def file_for(contact: Contact, proof: Proof | None, now: datetime) -> Client:
    """Find or make the file of the client who books.

    Without proof it is a new file, which changes nothing known. With proof it is that
    of the person with this mailbox and name, or a new file whose mailbox is proven; of
    the contact, it gets only the language.
    """
    if not covers(proof, contact):
        return clients.add(contact=contact, now=now)
    identity = identity_of(contact.name, contact.email)
    known = Client.objects.known_as(identity).order_by("created_at").first()
    if known is None:
        return clients.add(contact=contact, now=now, proof=Client.Proof.CODE)
    if contact.language and contact.language != known.language:
        clients.update_contact(client=known, language=contact.language)
    return known


def refuse_two_places(
    visit: Appointment,
    contact: Contact,
    now: datetime,
    *,
    client: Client | None = None,
    browser: str = "",
) -> None:
    """Raise SamePerson when the client has another visit at that time.

    Checks the visits of a proven person (`client`), and those booked by this browser
    under the same name. What an unproven visitor types is not looked up: the answer
    would reveal who comes here.
    """
    elsewhere = _at_that_time(visit, now)
    if client:
        _refuse_first(elsewhere.filter(client__in=files.of(client)))
    if browser:
        _refuse_namesake(elsewhere.filter(browser=browser), contact)


def refuse_two_places_by_phone(
    visit: Appointment, contact: Contact, now: datetime, *, client: Client | None = None
) -> None:
    """Raise SamePerson for staff, who see all clients: by file, phone or mailbox."""
    _refuse_first(_elsewhere(visit, contact, now, client))


def expected_elsewhere(visit: Appointment, now: datetime) -> list[Appointment]:
    """The client's other visits at the time of a visit, for staff."""
    return list(_elsewhere(visit, visit.contact, now, visit.client))


def in_one_mailbox(visit: Appointment, now: datetime) -> list[Appointment]:
    """Other visits of this mailbox and name at that time, to tell only the mailbox."""
    mailbox = mailbox_or_nothing(visit.email)
    others = _at_that_time(visit, now).filter(client__mailbox=mailbox, email__gt="")
    return [each for each in others if folded(each.name) == folded(visit.name)]


def _elsewhere(
    visit: Appointment, contact: Contact, now: datetime, client: Client | None
) -> Iterator[Appointment]:
    others = _at_that_time(visit, now)
    reached = Q(phone=contact.phone)
    if contact.email:
        reached |= Q(client__mailbox=mailbox_or_nothing(contact.email))
    own = set(files.of(client).values_list("pk", flat=True)) if client else set()
    if own:
        reached |= Q(client__in=own)
    for each in others.filter(reached):
        if each.client_id in own or folded(each.name) == folded(contact.name):
            yield each


def _at_that_time(visit: Appointment, now: datetime) -> AppointmentQuerySet:
    others = Appointment.objects.open(now).exclude(pk=visit.pk)
    others = others.overlapping(visit.starts_at, visit.ends_at)
    return others.select_related("location", "therapist")


def _refuse_namesake(visits: Iterable[Appointment], contact: Contact) -> None:
    _refuse_first(each for each in visits if folded(each.name) == folded(contact.name))


def _refuse_first(visits: Iterable[Appointment]) -> None:
    for visit in visits:
        raise SamePerson(visit=visit)
