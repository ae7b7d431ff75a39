"""Personal links: a UUID, signed, so that only we can have made the address."""

import uuid

from django.core.signing import BadSignature, Signer

SEPARATOR = "."


def token_for(row_id, purpose):
    """The token that stands for a row in addresses; the same one every time."""
    return _signer(purpose).sign(row_id.hex)


def row_id_from(token, purpose):
    """The UUID in a token, or None when it was altered or made for something else."""
    try:
        return uuid.UUID(hex=_signer(purpose).unsign(token))
    except (BadSignature, ValueError):
        return None


def row_id_in(token):
    """The UUID that a token names, signed or not; for finding what it is checked by."""
    try:
        return uuid.UUID(hex=token.partition(SEPARATOR)[0])
    except ValueError:
        return None


def _signer(purpose):
    return Signer(sep=SEPARATOR, salt=f"plumbline.{purpose}")
