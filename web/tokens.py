"""Personal links: a signed UUID, so that only we can make one."""

import uuid

from django.core.signing import BadSignature, Signer

SEPARATOR = "."


def token_for(row_id, purpose):
    """The token of a row for use in URLs; the same one every time."""
    return _signer(purpose).sign(row_id.hex)


def row_id_from(token, purpose):
    """The UUID in a token; None when it was altered or made for another purpose."""
    try:
        return uuid.UUID(hex=_signer(purpose).unsign(token))
    except (BadSignature, ValueError):
        return None


def row_id_in(token):
    """The UUID in a token, unverified; to find the row that verifies it."""
    try:
        return uuid.UUID(hex=token.partition(SEPARATOR)[0])
    except ValueError:
        return None


def _signer(purpose):
    return Signer(sep=SEPARATOR, salt=f"plumbline.{purpose}")
