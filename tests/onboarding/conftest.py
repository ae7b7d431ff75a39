"""What the tests of onboarding share: an empty clinic, and one that was opened."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from onboarding import opening_link, services
from onboarding.models import Setup
from tests.outbox import conftest as outbox

# The kind of message that the tests of the outbox write, and their mail server.
note, smtp = outbox.note, outbox.smtp

FORM = {"first_name": "Ana", "last_name": "Ruiz", "email": "ana@example.com"}


@pytest.fixture
def link():
    """The path of a fresh one-time address."""
    return opening_link.fresh().removeprefix("http://localhost")


@pytest.fixture
def opened():
    """Open the clinic: ``opened(works_alone=True)``; returns its set-up."""

    def opened(works_alone=False, **fields):
        owner = User(**FORM | fields)
        services.open_clinic(
            owner=owner, works_alone=works_alone, now=timezone.now() - timedelta(days=1)
        )
        return Setup.objects.get()

    return opened
