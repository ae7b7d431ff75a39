"""Whose visit it is: a file for who books, and one person in one place at a time."""

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
    """Lock the file of the person whom a browser is proven for, if it is for one."""
    if proof and proof.client_id:
        list(Client.objects.select_for_update().filter(pk=proof.client_id).values("pk"))


def covers(proof: Proof | None, contact: Contact) -> bool:
    """Whether a browser has proven the mailbox that a booking names."""
    return proof is not None and proof.mailbox == mailbox_or_nothing(contact.email)


def file_for(contact: Contact, proof: Proof | None, now: datetime) -> Client:
    """The file of who books.

    Without proof it is a new one that changes nothing known. With it, the person of
    this mailbox and name, or a new file whose mailbox is proven.
    """
    if not covers(proof, contact):
        return clients.add(contact=contact, now=now)
    identity = identity_of(contact.name, contact.email)
    known = Client.objects.known_as(identity).order_by("created_at").first()
    return known or clients.add(contact=contact, now=now, proof=Client.Proof.CODE)


def refuse_two_places(
    visit: Appointment,
    contact: Contact,
    now: datetime,
    *,
    client: Client | None = None,
    browser: str = "",
) -> None:
    """Raise SamePerson when this person is expected elsewhere at that time.

    Seen are the visits of a proven person (`client`), and under the same name those of
    the same browser. What an unproven visitor types is not looked up: it would tell who
    comes here.
    """
    elsewhere = _at_that_time(visit, now)
    if client:
        _refuse_first(elsewhere.filter(client__in=files.of(client)))
    if browser:
        _refuse_namesake(elsewhere.filter(browser=browser), contact)


def refuse_two_places_by_phone(
    visit: Appointment, contact: Contact, now: datetime, *, client: Client | None = None
) -> None:
    """The same for staff, who see everybody: by file, phone number or mailbox."""
    _refuse_first(_elsewhere(visit, contact, now, client))


def expected_elsewhere(visit: Appointment, now: datetime) -> list[Appointment]:
    """Other visits of this person at the time of a visit, as staff may see them."""
    return list(_elsewhere(visit, visit.contact, now, visit.client))


def in_one_mailbox(visit: Appointment, now: datetime) -> list[Appointment]:
    """Other visits of this mailbox and name at that time: told to the mailbox alone."""
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
