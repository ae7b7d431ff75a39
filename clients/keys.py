"""The keys that health data is encrypted with, several at once.

`FIELD_KEYS` lists them as `id:base64`, the newest first. New values are written with
the newest; older keys stay only to read, until `manage.py rotate_keys` has rewritten
what they wrote.
"""

import base64
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32


@cache
def ring():
    """Ciphers by key id, the newest first."""
    ciphers = {}
    for entry in settings.FIELD_KEYS:
        key_id, _, encoded = entry.partition(":")
        key = base64.b64decode(encoded)
        if not key_id or len(key) != KEY_BYTES:
            raise ImproperlyConfigured(
                f"FIELD_KEYS: {key_id!r} is not id:base64 of {KEY_BYTES} bytes."
            )
        ciphers[key_id] = AESGCM(key)
    if not ciphers:
        raise ImproperlyConfigured("FIELD_KEYS is empty: health data cannot be stored.")
    return ciphers


def newest():
    """The id and cipher that new values are written with."""
    return next(iter(ring().items()))
