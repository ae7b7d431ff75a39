"""Settings with which the site must not start, named by Django's system checks."""

from urllib.parse import urlsplit

import pytest

from clinic import checks

LONG = "0123456789" * 5
LOCAL = {"SITE_URL": "http://localhost:8000", "ALLOWED_HOSTS": ["localhost"]}
PUBLIC = {
    "SITE_URL": "https://clinic.example.org",
    "ALLOWED_HOSTS": ["clinic.example.org"],
}


@pytest.fixture
def configure(settings):
    def configure(**values):
        for name, value in {"DEMO": False, "DEBUG": False, **values}.items():
            setattr(settings, name, value)
        settings.SITE = urlsplit(settings.SITE_URL)

    return configure


def faults():
    return [fault.id for check in checks.ALL for fault in check()]


@pytest.mark.parametrize(
    "values",
    [
        LOCAL,
        PUBLIC,
        LOCAL | {"DEMO": True, "DEBUG": True},
        LOCAL | {"DEMO": True, "ALLOWED_HOSTS": ["127.0.0.1", "[::1]", "a.localhost"]},
    ],
)
def test_a_safe_configuration_passes_the_checks(configure, values):
    configure(**values)

    assert faults() == []


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        (PUBLIC | {"DEMO": True}, "clinic.E001"),
        (PUBLIC | {"DEBUG": True}, "clinic.E002"),
        (PUBLIC | {"SECRET_KEY": "x"}, "clinic.E003"),
        (PUBLIC | {"SECRET_KEY": "x" * 80}, "clinic.E003"),
        (PUBLIC | {"SECRET_KEY_FALLBACKS": [LONG, "short"]}, "clinic.E003"),
        (PUBLIC | {"SITE_URL": "http://clinic.example.org"}, "clinic.E004"),
        (PUBLIC | {"SITE_URL": "clinic.example.org"}, "clinic.E004"),
        (PUBLIC | {"SITE_URL": "https://"}, "clinic.E004"),
        (LOCAL | {"ALLOWED_HOSTS": ["localhost", "clinic.example.org"]}, "clinic.E004"),
    ],
)
def test_an_unsafe_configuration_fails_its_check(configure, values, fault):
    configure(**values)

    assert faults() == [fault]


@pytest.mark.parametrize("host", ["*", ".localhost", "192.168.1.5", "0.0.0.0", ""])
def test_a_demo_may_only_serve_this_machine(configure, host):
    configure(**LOCAL | {"DEMO": True, "ALLOWED_HOSTS": ["localhost", host]})

    assert "clinic.E001" in faults()


def test_a_failed_check_never_prints_the_key(configure):
    configure(**PUBLIC | {"SECRET_KEY": "swordfish"})

    [fault] = checks.keys_that_cannot_be_guessed()

    assert "swordfish" not in fault.msg
