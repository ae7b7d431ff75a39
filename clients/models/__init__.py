"""Clients, and who cares for them."""

from clients.models.access import AccessCode, CareTeam
from clients.models.clients import Client, Consent, ContactDetails, Joining

__all__ = [
    "AccessCode",
    "CareTeam",
    "Client",
    "Consent",
    "ContactDetails",
    "Joining",
]
