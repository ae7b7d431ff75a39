"""Health data at rest: unreadable in the database, bound to its row, rotatable."""

import base64

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from booking.models import Draft
from clients import keys
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = {"reason": "my low back"}


def stored(draft):
    with connection.cursor() as cursor:
        cursor.execute("SELECT contents FROM booking_draft")
        return bytes(cursor.fetchone()[0])


def key(letter):
    return f"{letter}:" + base64.b64encode(letter.encode() * 32).decode()


@pytest.fixture
def use_keys(settings):
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


def test_a_value_comes_back_as_it_was(draft):
    assert Draft.objects.get().contents == SECRET


def test_the_database_does_not_see_it(draft):
    assert b"low back" not in stored(draft)


def test_the_same_value_is_never_written_the_same_way(draft):
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

    with pytest.raises(ValueError, match="cannot be decrypted"):
        _ = Draft.objects.get(pk=other.pk).contents


def test_a_changed_value_cannot_be_read(draft):
    field = Draft._meta.get_field("contents")
    sealed = bytearray(field.seal(draft.pk, SECRET))
    sealed[-1] ^= 1

    with pytest.raises(ValueError, match="cannot be decrypted"):
        field.open(draft.pk, bytes(sealed))


def test_update_is_refused_because_it_does_not_know_the_row(draft):
    with pytest.raises(FieldError):
        Draft.objects.update(contents={"anything": 1})


def test_a_row_read_without_the_value_loads_it_when_asked(draft):
    assert Draft.objects.defer("contents").get().contents == SECRET


def test_saving_other_fields_keeps_the_value(draft):
    found = Draft.objects.get()
    found.network = "changed"
    found.save()

    assert Draft.objects.get().contents == SECRET


def test_an_old_key_still_reads_and_the_newest_writes(use_keys):
    use_keys("a")
    draft = factories.draft()
    draft.contents = SECRET
    draft.save()

    use_keys("b", "a")
    assert Draft.objects.get().contents == SECRET
    assert stored(draft).startswith(b"a\0")

    call_command("rotate_keys", verbosity=0)
    assert stored(draft).startswith(b"b\0")

    use_keys("b")
    assert Draft.objects.get().contents == SECRET


def test_without_its_key_a_value_cannot_be_read(use_keys):
    use_keys("a")
    draft = factories.draft()
    draft.save()
    use_keys("b")

    with pytest.raises(ValueError, match="cannot be decrypted"):
        _ = Draft.objects.get().contents


@pytest.mark.parametrize("entries", [[], ["short:AAAA"], [":" + "A" * 43 + "="]])
def test_bad_keys_stop_the_start(settings, entries):
    settings.FIELD_KEYS = entries
    keys.ring.cache_clear()

    with pytest.raises(ImproperlyConfigured):
        keys.ring()
    keys.ring.cache_clear()
