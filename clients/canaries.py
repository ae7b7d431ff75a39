"""Check at every start that every key that health data was encrypted with is present.

There is one canary per key. It is written for the first key of a database that holds
no health data, and for later keys only by `manage.py rotate_keys`.
"""

import os

from cryptography.exceptions import InvalidTag
from django.apps import apps

from clients import keys
from clients.fields import NONCE_BYTES, EncryptedJSONField
from clients.models import Canary

SONG = b"plumbline"


class KeyAtRisk(Exception):
    """Health data could be lost; the message tells the operator of the site why."""


def verify():
    """Open the canary of every key; raises KeyAtRisk when one does not open."""
    canaries = Canary.objects.in_bulk()
    for key_id, canary in canaries.items():
        if key_id not in keys.ring():
            raise KeyAtRisk(
                f"FIELD_KEYS lacks the key {key_id}, with which health data here is "
                "sealed. Put it back; take a key out only after manage.py rotate_keys "
                "has said that nothing needs it."
            )
        if not _sings(canary):
            raise KeyAtRisk(
                f"The canary of the key {key_id} does not open: the database is "
                "damaged. Restore it from a backup."
            )
    newest, _ = keys.newest()
    if newest in canaries:
        return
    if not canaries and holds_sealed_values():
        raise KeyAtRisk(
            "This database holds health data, and nothing proves that FIELD_KEYS opens "
            "it. Run manage.py rotate_keys, which tries every value."
        )
    if canaries:
        raise KeyAtRisk(
            f"The first key of FIELD_KEYS, {newest}, is not the one that health data "
            "here is sealed with. If it is to replace the older one, keep both and run "
            "manage.py rotate_keys; if not, put the right key first."
        )
    ensure(newest)


def ensure(key_id):
    """Write the canary of a key, once."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + keys.ring()[key_id].encrypt(nonce, SONG, key_id.encode())
    Canary.objects.get_or_create(key_id=key_id, defaults={"sealed": sealed})


def sealed_fields():
    """(model, field) of all health data."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedJSONField)
    ]


def holds_sealed_values():
    """Whether any health data is stored."""
    return any(
        model._base_manager.filter(**{f"{field.attname}__isnull": False}).exists()
        for model, field in sealed_fields()
    )


def _sings(canary):
    sealed = bytes(canary.sealed)
    try:
        cipher = keys.ring()[canary.key_id]
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        return cipher.decrypt(nonce, rest, canary.key_id.encode()) == SONG
    except (InvalidTag, ValueError):
        return False
