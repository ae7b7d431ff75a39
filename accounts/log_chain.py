"""The keyed hashes that chain the audit log; plain values in, text out.

The hashes are stored for years, so none of these functions may ever give another result
for the same values. The key comes from SECRET_KEY; the values of SECRET_KEY_FALLBACKS
still prove what was written before a change of key, until
`manage.py verify_log --renew` has rewritten every hash.
"""

import hmac
import json
from datetime import UTC

from django.conf import settings
from django.utils.crypto import salted_hmac

FIRST = ""  # the seal before the first entry


def stamp(entry, secret=None):
    """The hash of an entry's contents, made when it is written."""
    return _hash(
        "stamp",
        str(entry.id),
        _text(entry.subject),
        _text(entry.actor),
        entry.kind,
        entry.details,
        entry.reason,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        secret=secret,
    )


def seal(entry, before, secret=None):
    """The hash that ties an entry to its number and to the seal before it."""
    return _hash("seal", entry.seq, entry.stamp, before, secret=secret)


def mark(head, secret=None):
    """The hash of the end of the chain, which a copy of an entry cannot replace."""
    return _hash("head", head.seq, head.seal, secret=secret)


def fits(found, make, *values):
    """Whether `make(*values)` gives this hash, with the present key or an older one."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(
        hmac.compare_digest(found, make(*values, secret=secret)) for secret in secrets
    )


def _hash(purpose, *values, secret):
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    salt = f"plumbline.log.{purpose}"
    return salted_hmac(salt, text, secret=secret, algorithm="sha256").hexdigest()


def _text(value):
    return "" if value is None else str(value)
