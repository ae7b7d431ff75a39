"""What clients plug into the apps below; read once, when Django is ready."""

from django.core import checks

from clients import canaries, keys
from clinic import startup
from outbox import kinds

checks.register(keys.check_ring, checks.Tags.security)
startup.must_hold(canaries.verify)
kinds.add("access_code", "first_name", "code", private=True)
