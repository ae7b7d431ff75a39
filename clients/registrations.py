"""Register clients with the apps below; run once, when Django is ready."""

from clients import files, message_kinds
from outbox import kinds

kinds.add(message_kinds.AccessCodeLetter)

OWN_FILE = "stays with the file it was written for"
files.read_through("clients.Joining.client", OWN_FILE)
files.read_through("clients.Joining.into", OWN_FILE)
files.read_through("clients.AccessCode.client", OWN_FILE)
files.read_through("clients.Client.joined_to", "this is what points at the person")
files.read_through("clients.Consent.client", "clients.services.agrees")
files.read_through("clients.CareTeam.client", "clients.access")
