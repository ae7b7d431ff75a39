"""What must not appear in the logs."""

import logging

import pytest

from clinic.logs import WithoutTokens

TOKEN = "eyJhIjoiYiJ9:1uV9zZ:AbCdEfGhIjKlMnOpQrStUvWxYz"


@pytest.mark.parametrize("place", ["visit", "health-form", "book", "open"])
def test_a_personal_link_is_logged_without_its_token(place):
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        __file__,
        1,
        "Not Found: %s",
        (f"/{place}/{TOKEN}/change",),
        None,
    )

    assert WithoutTokens().filter(record)

    assert record.getMessage() == f"Not Found: /{place}/…/change"


def test_other_log_lines_are_not_changed():
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "%d tries", (3,), None)

    WithoutTokens().filter(record)

    assert record.getMessage() == "3 tries"
