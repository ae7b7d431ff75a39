"""Health data at rest: unreadable in the database, bound to its row, rotatable."""

import base64
import hashlib

import pytest
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection

from booking.models import Draft
from clients import canaries, keys
from clients.fields import EncryptedJSONField, Unreadable
from clients.models import Canary, Client
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = {"reason": "my low back"}


def stored(draft):
    with connection.cursor() as cursor:
        cursor.execute("SELECT contents FROM booking_draft")
        return bytes(cursor.fetchone()[0])


def key(letter):
    return f"k1:{base64.b64encode(letter.encode() * 32).decode()}"


def key_id(letter):
    """The id of that key, as values carry it."""
    return hashlib.sha256(letter.encode() * 32).hexdigest()[:16].encode()


@pytest.fixture
def use_keys(settings):
    Canary.objects.all().delete()

    def use(*letters):
        settings.FIELD_KEYS = [key(letter) for letter in letters]
        keys.ring.cache_clear()

    yield use
    keys.ring.cache_clear()


@pytest.fixture
def draft():
    draft = factories.draft()
    draft.contents = SECRET
    draft.save()
    return draft


def test_a_value_is_read_back_unchanged(draft):
    assert Draft.objects.get().contents == SECRET


def test_the_database_holds_no_plain_text(draft):
    assert b"low back" not in stored(draft)


def test_saving_the_same_value_again_changes_its_ciphertext(draft):
    before = stored(draft)
    draft.save()

    assert stored(draft) != before


def test_a_value_copied_to_another_row_cannot_be_read(draft):
    other = factories.draft()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE booking_draft SET contents = "
            "(SELECT contents FROM booking_draft WHERE id = %s)",
            [draft.pk.hex if connection.vendor == "sqlite" else draft.pk],
        )

    with pytest.raises(Unreadable, match="cannot be opened"):
        _ = Draft.objects.get(pk=other.pk).contents


def test_a_tampered_value_cannot_be_read(draft):
    field = Draft._meta.get_field("contents")
    sealed = bytearray(field.seal(draft.pk, SECRET))
    sealed[-1] ^= 1

    with pytest.raises(Unreadable, match="cannot be opened"):
        field.open(draft.pk, bytes(sealed))


def test_a_queryset_update_is_refused(draft):
    with pytest.raises(FieldError):
        Draft.objects.update(contents={"anything": 1})


def test_a_deferred_value_is_loaded_on_access(draft):
    assert Draft.objects.defer("contents").get().contents == SECRET


def test_saving_other_fields_keeps_the_value(draft):
    found = Draft.objects.get()
    found.network = "changed"
    found.save()

    assert Draft.objects.get().contents == SECRET


def test_an_old_key_still_reads_while_the_newest_writes(use_keys):
    use_keys("a")
    draft = factories.draft()
    draft.contents = SECRET
    draft.save()

    use_keys("b", "a")
    assert Draft.objects.get().contents == SECRET
    assert stored(draft).startswith(key_id("a") + b"\0")

    call_command("rotate_keys", verbosity=0)
    assert stored(draft).startswith(key_id("b") + b"\0")

    use_keys("b")
    assert Draft.objects.get().contents == SECRET


def test_a_value_cannot_be_read_without_its_key(use_keys):
    use_keys("a")
    draft = factories.draft()
    draft.save()
    use_keys("b")

    with pytest.raises(Unreadable, match="cannot be opened"):
        _ = Draft.objects.get().contents


@pytest.mark.parametrize(
    "sealed", [b"", b"no zero byte", b"unknown\0" + b"n" * 30, b"\xff\0x"]
)
def test_malformed_ciphertext_cannot_be_opened(draft, sealed):
    field = Draft._meta.get_field("contents")

    with pytest.raises(Unreadable):
        field.open(draft.pk, sealed)


def test_a_value_stays_readable_when_its_field_is_moved_or_renamed(draft):
    moved = EncryptedJSONField("booking.draft")
    moved.set_attributes_from_name("renamed")
    moved.model = Client

    assert moved.open(draft.pk, stored(draft)) == SECRET


def test_every_encrypted_field_has_its_own_name():
    names = {
        field.sealed_as: f"{model._meta.label}.{field.name}"
        for model, field in canaries.sealed_fields()
    }

    assert names == {
        "booking.draft": "booking.Draft.contents",
        "intake.safety_check": "intake.SafetyCheck.answers",
        "intake.answers": "intake.Submission.answers",
    }


def test_an_encrypted_field_without_a_name_fails_the_check():
    field = EncryptedJSONField()
    field.set_attributes_from_name("answers")
    field.model = Client

    assert [fault.id for fault in field.check()] == ["clients.E002"]


def test_a_key_does_not_need_a_name(settings):
    settings.FIELD_KEYS = ["A" * 43 + "=", "k1:" + "B" * 43 + "="]
    keys.ring.cache_clear()

    assert len(keys.ring()) == 2
    keys.ring.cache_clear()


@pytest.mark.parametrize("entries", [[], ["short:AAAA"], ["k1:" + "?" * 43 + "="]])
def test_invalid_keys_fail_the_check(settings, entries):
    settings.FIELD_KEYS = entries
    keys.ring.cache_clear()

    assert [fault.id for fault in keys.check_ring()] == ["clients.E001"]
    keys.ring.cache_clear()
