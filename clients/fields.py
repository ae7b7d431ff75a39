"""A field for health data: JSON, encrypted before it reaches the database."""

import json
import logging
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from clients import keys

log = logging.getLogger(__name__)

NONCE_BYTES = 12


class Unreadable(Exception):
    """A stored value that no key of ours opens: damaged, moved, or its key is gone.

    Lists catch it and lose one line; `clients.unreadable` answers for pages that are
    about this value alone.
    """


class Sealed:
    """A value as stored in the database; decrypted only when it is read."""

    def __init__(self, stored):
        self.stored = stored


class DecryptOnAccess(DeferredAttribute):
    """Decrypts a sealed value when the attribute is first read, and keeps it."""

    def __get__(self, instance, cls=None):
        held = super().__get__(instance, cls)
        if isinstance(held, Sealed):
            held = self.field.open(instance.pk, held.stored)
            instance.__dict__[self.field.attname] = held
        return held

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class EncryptedJSONField(models.BinaryField):
    """JSON under AES-256-GCM, bound to the name of its field and to its row.

    Stored as key id, a zero byte, a nonce of 12 bytes and the ciphertext. `sealed_as`
    and the row's UUID primary key are authenticated with it, so a value copied to
    another row or field cannot be read there. The name never changes, wherever the
    model moves. Writing needs `save()` or `bulk_create()`: the field refuses
    `update()`, which does not know the row.
    """

    description = "Encrypted JSON"
    descriptor_class = DecryptOnAccess

    # For the type checker: any JSON goes in and comes out, not the bytes of the column.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, sealed_as="", **options):
        self.sealed_as = sealed_as
        super().__init__(**options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, [self.sealed_as, *args], options

    def check(self, **options):
        found = super().check(**options)
        if not self.sealed_as:
            words = "Name the field for good: EncryptedJSONField('app.what')."
            found.append(checks.Error(words, obj=self, id="clients.E002"))
        return found

    def pre_save(self, model_instance, add):
        held = model_instance.__dict__.get(self.attname)
        if isinstance(held, Sealed):
            return held
        return None if held is None else Sealed(self.seal(model_instance.pk, held))

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise FieldError(f"{self.name} can only be written by saving its row.")
        return super().get_db_prep_value(value.stored, connection, prepared)

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(bytes(value))

    def get_prep_value(self, value):
        return value

    def value_to_string(self, obj):
        raise FieldError(f"{self.name} is not serialised.")

    def seal(self, row_id, value):
        """Encrypt a JSON value for one row."""
        key_id, cipher = keys.newest()
        nonce = os.urandom(NONCE_BYTES)
        plain = json.dumps(value, separators=(",", ":")).encode()
        return (
            key_id.encode()
            + b"\0"
            + nonce
            + cipher.encrypt(nonce, plain, self._bound_to(row_id))
        )

    def open(self, row_id, stored):
        """Decrypt what `seal` made for this row; raises Unreadable when it cannot."""
        key_id, _, rest = stored.partition(b"\0")
        try:
            cipher = keys.ring()[key_id.decode()]
            plain = cipher.decrypt(
                rest[:NONCE_BYTES], rest[NONCE_BYTES:], self._bound_to(row_id)
            )
            return json.loads(plain)
        except (KeyError, InvalidTag, ValueError) as error:
            log.error("%s of row %s cannot be opened", self, row_id)
            raise Unreadable(f"{self} of row {row_id} cannot be opened.") from error

    @staticmethod
    def key_id_of(sealed):
        """The id of the key that wrote a stored value; nonsense for a damaged value."""
        return sealed.stored.partition(b"\0")[0].decode(errors="replace")

    def _bound_to(self, row_id):
        return f"{self.sealed_as}:{row_id}".encode()
