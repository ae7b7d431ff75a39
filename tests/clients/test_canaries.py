"""A key that does not match the database stops the start with an explanation."""

import base64

import pytest
from django.core.management import CommandError, call_command

from booking.models import Draft
from clients import canaries, keys
from clients.canaries import KeyAtRisk
from clients.models import Canary
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = {"reason": "my low back"}


def key(letter):
    return "k1:" + base64.b64encode(letter.encode() * 32).decode()


def key_id(letter):
    return keys.fingerprint(letter.encode() * 32)


@pytest.fixture
def use_keys(settings):
    def use(*letters):
        settings.FIELD_KEYS = [key(letter) for letter in letters]
        keys.ring.cache_clear()

    Canary.objects.all().delete()
    yield use
    keys.ring.cache_clear()


@pytest.fixture
def clinic_with_health_data(use_keys):
    """Started once with the key "a", and a draft sealed with it."""
    use_keys("a")
    canaries.verify()
    draft = factories.draft()
    draft.contents = SECRET
    draft.save()
    return draft


def canary_ids():
    return set(Canary.objects.values_list("key_id", flat=True))


def test_the_first_start_writes_the_canary_of_the_first_key(use_keys):
    use_keys("a", "b")

    canaries.verify()
    canaries.verify()

    assert canary_ids() == {key_id("a")}


def test_a_different_key_stops_the_start(clinic_with_health_data, use_keys):
    use_keys("b")

    with pytest.raises(KeyAtRisk, match=f"FIELD_KEYS lacks the key {key_id('a')}"):
        canaries.verify()
    with pytest.raises(CommandError, match=key_id("a")):
        call_command("rotate_keys", verbosity=0)
    assert canary_ids() == {key_id("a")}


def test_a_new_first_key_stops_the_start_until_keys_are_rotated(
    clinic_with_health_data, use_keys
):
    use_keys("b", "a")
    with pytest.raises(KeyAtRisk, match="rotate_keys"):
        canaries.verify()

    call_command("rotate_keys", verbosity=0)
    canaries.verify()

    assert canary_ids() == {key_id("a"), key_id("b")}
    assert Draft.objects.get().contents == SECRET


def test_an_old_key_can_be_removed_once_rotation_finds_nothing_more(
    clinic_with_health_data, use_keys, capsys
):
    use_keys("b", "a")
    call_command("rotate_keys")
    use_keys("b")
    with pytest.raises(KeyAtRisk, match=key_id("a")):
        canaries.verify()

    use_keys("b", "a")
    call_command("rotate_keys")
    use_keys("b")
    canaries.verify()

    assert canary_ids() == {key_id("b")}
    assert Draft.objects.get().contents == SECRET
    assert capsys.readouterr().out.splitlines() == [
        f"1 values were sealed anew with {key_id('b')}.",
        "Restart the site and its worker, then run this again: older keys can go "
        "when it finds nothing more.",
        f"0 values were sealed anew with {key_id('b')}.",
        f"Only {key_id('b')} is needed; other keys can go.",
    ]


def test_sealed_rows_without_a_canary_stop_the_start(clinic_with_health_data):
    Canary.objects.all().delete()

    with pytest.raises(KeyAtRisk, match="nothing proves that FIELD_KEYS opens it"):
        canaries.verify()

    call_command("rotate_keys", verbosity=0)
    canaries.verify()


def test_a_damaged_canary_stops_the_start(clinic_with_health_data):
    Canary.objects.update(sealed=b"nonsense")

    with pytest.raises(KeyAtRisk, match="damaged"):
        canaries.verify()


def test_a_lost_key_can_be_abandoned(clinic_with_health_data, use_keys, capsys):
    use_keys("b")

    call_command("rotate_keys", give_up=key_id("a"))
    canaries.verify()

    assert canary_ids() == {key_id("b")}
    assert "1 values cannot be opened" in capsys.readouterr().err


def test_a_damaged_value_does_not_stop_the_rotation(
    clinic_with_health_data, use_keys, capsys
):
    factories.damage(factories.draft("two"), "contents")
    use_keys("b", "a")

    call_command("rotate_keys")

    said = capsys.readouterr()
    assert said.out.startswith(f"1 values were sealed anew with {key_id('b')}.")
    assert said.err == "1 values cannot be opened; see the log.\n"
