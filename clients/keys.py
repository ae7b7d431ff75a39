"""The keys that health data is encrypted with, several at once.

`FIELD_KEYS` lists them in base64, the newest first. New values are written with the
newest; older keys are only read with, until `manage.py rotate_keys` has rewritten what
they wrote. A key's id is its fingerprint, so two keys never share one; a name in front
of it (`k1:base64`) is only for the human reader.
"""

import base64
import binascii
import hashlib
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
ID_DIGITS = 16  # 64 bits of SHA-256: one chance in 10**18 that two keys share an id


@cache
def ring():
    """Ciphers by key id, the newest first; ImproperlyConfigured names a bad entry."""
    keys = [
        _key(place, entry) for place, entry in enumerate(settings.FIELD_KEYS, start=1)
    ]
    if not keys:
        raise ImproperlyConfigured("FIELD_KEYS is empty: health data cannot be stored.")
    return {fingerprint(key): AESGCM(key) for key in keys}


def newest():
    """The id and cipher that new values are written with."""
    return next(iter(ring().items()))


def fingerprint(key):
    """The id of a key: the first digits of its SHA-256, which reveal nothing of it."""
    return hashlib.sha256(key).hexdigest()[:ID_DIGITS]


def is_id(text):
    """Whether a text could be the id of a key."""
    return len(text) == ID_DIGITS and set(text) <= set("0123456789abcdef")


def check_ring(**options):
    """Django's system check of FIELD_KEYS."""
    try:
        ring()
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), id="clients.E001")]
    return []


def _key(place, entry):
    """The bytes of one entry. Errors name its position, never its contents."""
    try:
        key = base64.b64decode(entry.rpartition(":")[2], validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(
            f"Entry {place} of FIELD_KEYS is not base64 of {KEY_BYTES} bytes."
        )
    return key
