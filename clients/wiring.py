"""What clients plug into the apps below; read once, when Django is ready."""

from django.core import checks

from clients import canaries, files, keys, letters
from clinic import startup
from outbox import kinds

checks.register(keys.check_ring, checks.Tags.security)
startup.must_hold(canaries.verify)
kinds.add(letters.AccessCodeLetter)

OWN_FILE = "stays with the file it was written for"
files.read_through("clients.Joining.client", OWN_FILE)
files.read_through("clients.Joining.into", OWN_FILE)
files.read_through("clients.AccessCode.client", OWN_FILE)
files.read_through("clients.Client.joined_to", "this is what points at the person")
files.read_through("clients.Consent.client", "clients.services.agrees")
files.read_through("clients.CareTeam.client", "clients.access")
