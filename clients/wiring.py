"""What clients plug into the apps below; read once, when Django is ready."""

from clients import keys, letters
from clinic import startup
from outbox import kinds

startup.must_hold(keys.ring)
kinds.add(letters.AccessCodeLetter)
