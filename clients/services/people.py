"""Write clients: add one, prove their mailbox, join and part their files."""

from dataclasses import asdict
from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.db.models import F

from accounts.models import User
from clients import files
from clients.contact import Contact, ContactFields
from clients.models import Client, Joining
from clients.models.clients import ClientQuerySet
from clients.signals import address_changed, files_parted
from web import key_locks


def add(*, contact: Contact, now: datetime, proof: str = "") -> Client:
    """Make a file for a client who books; `proof` says how the mailbox is proven."""
    return Client.objects.create(
        **asdict(contact),
        created_at=now,
        proof=proof,
        proven_at=now if proof else None,
    )


@transaction.atomic
def prove(*, client: Client, how: str, now: datetime, by: User | None = None) -> Client:
    """Record that this file's mailbox is proven, and join it to the person's earlier
    file.

    Returns the person's head file. Files with different dates of birth are never joined
    automatically. A second proof changes nothing, nor does one of an address that staff
    corrected and nobody has confirmed.
    """
    _one_joining_at_a_time(now)
    client = Client.objects.select_for_update().get(pk=client.pk)
    if client.proven_at is None and client.corrected_by_id is None:
        client.proven_at, client.proof = now, how
        client.save(update_fields=["proven_at", "proof"])
        known = same_person(client).first()
        if known and not files.contradict(known, client):
            join(client=client, into=known, now=now, by=by)
    return head_of(client)


def head_of(client: Client) -> Client:
    """The head file of the person to whom a file belongs."""
    client.refresh_from_db(fields=["joined_to"])
    return client.joined_to or client


def people_of(mailbox: str) -> ClientQuerySet:
    """The proven people of a mailbox, the oldest file first; families share one."""
    proven = Client.objects.heads().filter(
        mailbox=mailbox, proven_at__isnull=False, corrected_by__isnull=True
    )
    return proven.order_by("created_at", "name")


def candidates(mailbox: str) -> list[Client]:
    """One file for each person who has used a mailbox, the proven first."""
    heads = Client.objects.heads().filter(mailbox=mailbox, corrected_by__isnull=True)
    rows = heads.order_by(F("proven_at").asc(nulls_last=True), "created_at")
    first_of_name: dict[str, Client] = {}
    for row in rows:
        first_of_name.setdefault(row.identity, row)
    return list(first_of_name.values())


def same_person(client: Client) -> ClientQuerySet:
    """Proven people with the mailbox and name of this file."""
    known = Client.objects.known_as(client.identity).exclude(pk=client.head_id)
    return known.order_by("created_at")


@transaction.atomic
def join(
    *, client: Client, into: Client, now: datetime, by: User | None = None
) -> None:
    """Point a file, and those joined to it, at another person's; no row moves.

    Does nothing if the file is joined already, or both are one person's.
    """
    _one_joining_at_a_time(now)
    client = Client.objects.get(pk=client.pk)
    into = head_of(Client.objects.get(pk=into.pk))
    if client.joined_to_id or client.pk == into.pk:
        return
    brought = list(Client.objects.filter(joined_to=client).values_list("pk", flat=True))
    Client.objects.filter(pk__in=[client.pk, *brought]).update(joined_to=into)
    Joining.objects.create(
        client=client, into=into, by=by, at=now, brought=[str(pk) for pk in brought]
    )


@transaction.atomic
def part(*, client: Client, now: datetime, by: User | None = None) -> None:
    """Undo a joining: the file and those it brought stand alone again."""
    _one_joining_at_a_time(now)
    joining = Joining.objects.select_for_update().filter(
        client=client, parted_at__isnull=True
    )
    found = joining.first()
    if found is None:
        return
    Client.objects.filter(pk=client.pk).update(joined_to=None)
    brought = Client.objects.filter(pk__in=found.brought, joined_to=found.into)
    brought.update(joined_to=client)
    into = found.into
    joining.update(parted_at=now, parted_by=by)
    files_parted.send(Client, client=client, into=into, now=now)


def _one_joining_at_a_time(now: datetime) -> None:
    """Wait until no other transaction joins or parts files.

    So no file ever points at a joined one, nor two at each other.
    """
    key_locks.lock([key_locks.key_for("joining", "")], now)


@transaction.atomic
def vouch(
    *, client: Client, now: datetime, by: User, same: Client | None = None
) -> None:
    """Record that staff vouch for a client: the known person `same`, or another.

    Does nothing for a file whose address staff have corrected: that must be confirmed
    first.
    """
    _one_joining_at_a_time(now)
    client = Client.objects.select_for_update().get(pk=client.pk)
    if client.corrected_by_id:
        return
    proof = {"proof": Client.Proof.STAFF, "proven_at": now}
    Client.objects.filter(pk=client.pk, proven_at__isnull=True).update(**proof)
    if same is not None:
        join(client=client, into=same, now=now, by=by)


@transaction.atomic
def change_address(
    *, client: Client, email: str, now: datetime, by: User | None = None
) -> None:
    """Give a file another e-mail address, which is unproven at first.

    Messages go there at once. If staff (`by`) changed it, it opens no saved answers
    until it is confirmed.
    """
    was, client.email = client.email, email
    client.proven_at, client.proof, client.corrected_by = None, "", by
    client.save()
    address_changed.send(Client, client=client, was=was, now=now, by=by)


def confirm_address(*, client: Client) -> None:
    """Record that a therapist or the clinical lead confirms a corrected address."""
    Client.objects.filter(pk=client.pk).update(corrected_by=None)


def update_contact(*, client: Client, **fields: Unpack[ContactFields]) -> None:
    """Save the contact details a proven person gave, except the e-mail address."""
    for name, value in fields.items():
        setattr(client, name, value)
    client.save(update_fields=[*fields])
