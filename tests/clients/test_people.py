"""Proving and joining client files: which become one person, and which never do."""

import pytest
from django.apps import apps

from accounts.roles import Role
from clients import access, files, services
from clients.access import HEALTH
from clients.contact import Contact, folded, identity_of
from clients.models import CareTeam, Client, Consent
from intake.models import FormVersion, Submission
from outbox.models import Message
from tests import factories
from tests.booking import crowd
from tests.factories import NOW

pytestmark = pytest.mark.django_db

LINK = Client.Proof.LINK


def file_of(name="Vera Holm", email="vera@example.net", **fields):
    """A new file that nobody has proven."""
    contact = Contact(name, email, "+12125550134")
    client = services.add(contact=contact, now=NOW)
    for field, value in fields.items():
        setattr(client, field, value)
    client.save()
    return client


def prove(client):
    return services.prove(client=client, how=LINK, now=NOW)


def test_a_proven_file_with_the_same_mailbox_and_name_joins_the_first():
    first, second = file_of(), file_of("vera  HOLM", "VERA@Example.net")
    prove(first)

    assert prove(second) == first
    second.refresh_from_db()
    assert (second.joined_to, second.proven_at) == (first, NOW)


def test_four_spellings_of_a_name_become_one_person_once_proven():
    spellings = ["José Núñez", "Jose Nunez", "José  Núñez"]
    spellings.append("Jose\u0301 Nu\u0301n\u0303ez")
    rows = [file_of(name, "jose@example.com") for name in spellings]
    assert Client.objects.heads().count() == 4

    for row in rows:
        prove(row)

    assert list(Client.objects.heads()) == [rows[0]]


def test_an_unproven_file_is_not_joined():
    prove(file_of())

    assert file_of().joined_to is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jörg@example.de", "jorg@example.de"),
        ("straße@example.de", "strasse@example.de"),
    ],
)
def test_proving_one_mailbox_never_opens_another(one, other):
    known, stranger = file_of(email=one), file_of(email=other)
    prove(known)

    assert prove(stranger) == stranger


def test_another_name_at_the_same_mailbox_is_another_person():
    parent, child = file_of("Vera Holm"), file_of("Ida Holm")
    prove(parent)

    assert prove(child) == child


def test_files_without_a_mailbox_never_join():
    one, other = file_of(email=""), file_of(email="")
    prove(one)

    assert prove(other) == other


def test_different_dates_of_birth_never_join():
    old, young = file_of("John Holm"), file_of("John Holm")
    for client, birthday in ((old, "1951-03-01"), (young, "1984-03-27")):
        Submission.objects.create(
            client=client,
            version=FormVersion.objects.current("first-visit"),
            answers={"birthday": birthday},
            started_at=NOW,
        )
    prove(old)

    assert prove(young) == young


def test_undoing_a_join_takes_along_the_files_it_brought():
    first, second, third = file_of(), file_of(), file_of("Vera H.")
    prove(first)
    services.join(client=third, into=second, now=NOW)
    prove(second)
    third.refresh_from_db()
    assert third.joined_to == first

    services.part(client=second, now=NOW)

    for row in (second, third):
        row.refresh_from_db()
    assert (second.joined_to, third.joined_to) == (None, second)


def test_an_address_corrected_by_staff_proves_nothing_until_confirmed():
    client = file_of()
    prove(client)
    desk = factories.staff(Role.FRONT_DESK)
    services.change_address(client=client, email="new@example.net", now=NOW, by=desk)

    prove(client)
    client.refresh_from_db()
    assert client.proven_at is None
    assert list(services.people_of("new@example.net")) == []

    services.confirm_address(client=client)
    prove(client)
    assert list(services.people_of("new@example.net")) == [client]


def test_changing_an_address_unproves_it_and_notifies_the_old_one():
    factories.clinic("Imani")
    visit = factories.booked()
    prove(visit.client)
    visit.client.refresh_from_db()

    services.change_address(client=visit.client, email="new@example.net", now=NOW)

    visit.client.refresh_from_db()
    assert visit.client.proven_at is None
    visit.refresh_from_db()
    assert visit.email == "new@example.net"
    left = Message.objects.get(kind="address_left")
    assert left.to == "robin@example.com"


def test_joins_never_form_a_chain_or_a_cycle():
    """Read before others joined them, as two members of the team would have."""
    one, two, three = file_of(), file_of("Ida Holm"), file_of("Jon Holm")

    services.join(client=one, into=two, now=NOW)
    services.join(client=two, into=three, now=NOW)
    services.join(client=three, into=one, now=NOW)
    services.join(client=one, into=three, now=NOW)

    heads = {row.name: row.joined_to for row in Client.objects.all()}
    assert heads == {"Vera Holm": three, "Ida Holm": three, "Jon Holm": None}


@pytest.mark.django_db(transaction=True)
def test_files_proven_concurrently_become_one_person():
    rows = [file_of() for _ in range(4)]

    crowd.at_once(4, lambda n: prove(rows[n]))

    assert Client.objects.heads().count() == 1


def test_a_care_team_can_read_all_files_of_its_client_and_no_others():
    known, new, other = file_of(), file_of(), file_of("Ida Holm")
    therapist = factories.staff(Role.THERAPIST)
    CareTeam.objects.create(client=new, user=therapist)
    prove(known)
    assert not access.allows(therapist, known, HEALTH)

    prove(new)

    known.refresh_from_db()
    assert access.allows(therapist, known, HEALTH)
    assert set(access.visible(Client.objects.all(), therapist, HEALTH)) == {known, new}
    assert not access.allows(therapist, other, HEALTH)

    services.part(client=new, now=NOW)
    assert not access.allows(therapist, known, HEALTH)


def consent(client, agrees, now=NOW):
    services.note_consent(
        client=client,
        kind=Consent.Kind.REMINDERS,
        wording="Remind me",
        agrees=agrees,
        now=now,
    )


def test_the_stricter_of_two_consents_counts_until_the_client_decides():
    known, new = file_of(), file_of()
    consent(known, True)
    consent(known, False)
    consent(new, True)
    prove(known)
    prove(new)
    known.refresh_from_db()
    new.refresh_from_db()

    assert not services.agrees(known, Consent.Kind.REMINDERS)
    assert not services.agrees(new, Consent.Kind.REMINDERS)

    consent(known, True, now=NOW + factories.timedelta(minutes=5))
    assert services.agrees(new, Consent.Kind.REMINDERS)


def test_every_relation_to_a_client_declares_how_joined_files_are_read():
    relations = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in Client._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    }

    assert relations == set(files.READ_THROUGH)
    assert all(apps.get_model(*name.split(".")[:2]) for name in files.READ_THROUGH)


def test_the_identity_of_a_long_name_has_a_fixed_length():
    longest = "\ufdfa" * 120

    assert len(folded(longest)) > 500
    assert len(identity_of(longest, "v" * 64 + "@example.net")) == 64
