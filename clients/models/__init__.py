"""Clients, who cares for them, and who looked at what."""

from clients.models.access import AccessCode, CareTeam, Reading
from clients.models.clients import Client, Consent, ContactDetails, Joining

__all__ = [
    "AccessCode",
    "CareTeam",
    "Client",
    "Consent",
    "ContactDetails",
    "Joining",
    "Reading",
]
