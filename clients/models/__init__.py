"""Clients, and who cares for them."""

from clients.models.access import AccessCode, CareTeam
from clients.models.canaries import Canary
from clients.models.clients import Client, Consent, ContactDetails, Joining

__all__ = [
    "AccessCode",
    "Canary",
    "CareTeam",
    "Client",
    "Consent",
    "ContactDetails",
    "Joining",
]
