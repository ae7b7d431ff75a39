"""Clients, their access codes and their care teams."""

from clients.models.canaries import Canary
from clients.models.care_teams import CareTeam
from clients.models.clients import Client, Consent, ContactDetails, Joining
from clients.models.codes import AccessCode

__all__ = [
    "AccessCode",
    "Canary",
    "CareTeam",
    "Client",
    "Consent",
    "ContactDetails",
    "Joining",
]
