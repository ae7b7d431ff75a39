"""Clients, who cares for them, and who looked at what."""

from clients.models.access import AccessCode, CareTeam, Reading
from clients.models.canaries import Canary
from clients.models.clients import Client, Consent

__all__ = ["AccessCode", "Canary", "CareTeam", "Client", "Consent", "Reading"]
