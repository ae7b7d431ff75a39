"""Limit requests by the network address behind our proxies."""

import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from web import tallies

MINUTE = 60

# What a form says then.
AT_ONCE = _("That was a lot at once. Please try again in a minute.")


def address_of(request):
    """The visitor's network address.

    Each of our own PROXY_COUNT proxies appends the address it saw, so only that
    many entries from the right can be trusted.
    """
    if settings.PROXY_COUNT:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        return forwarded[-min(settings.PROXY_COUNT, len(forwarded))].strip()
    return request.META["REMOTE_ADDR"]


def address_hash(request):
    """The visitor's address as a keyed hash: comparable, not readable.

    Of an IPv6 address only the first 64 bits count, since one visitor has all the rest.
    """
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, _network_of(request).encode(), hashlib.sha256).hexdigest()


def _network_of(request):
    address = address_of(request)
    try:
        wide = ipaddress.ip_address(address).version == 6
    except ValueError:
        return address
    return str(ipaddress.ip_network((address, 64), strict=False)) if wide else address


def asks_too_often(request, what, limit=None):
    """Count one more request of a kind; True when this minute had too many.

    The minute begins with the first of them, and all processes count together.
    """
    times = tallies.count(f"posts:{what}:{address_hash(request)}", MINUTE)
    return times > (limit or settings.POSTS_PER_MINUTE)
