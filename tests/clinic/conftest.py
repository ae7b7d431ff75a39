"""Fixtures shared by the tests of the project."""

import pytest
from django.core.checks.registry import register, registry

from clinic import startup


@pytest.fixture
def unproven(monkeypatch):
    """A process that has proven nothing yet, with these checks of its database."""

    def unproven(*checks):
        asked = {register(check, startup.AT_START, deploy=True) for check in checks}
        monkeypatch.setattr(startup, "proof", startup.Proof())
        # The settings of tests are none that a site could have.
        monkeypatch.setattr(registry, "registered_checks", set())
        monkeypatch.setattr(registry, "deployment_checks", asked)

    return unproven
