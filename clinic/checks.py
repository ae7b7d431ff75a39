"""System checks of settings with which the site refuses to start.

`manage.py check` reports them; `clinic.startup` runs them in every process.
"""

import ipaddress

from django.conf import settings
from django.core.checks import Error

# As Django's own deployment check requires; shorter keys can be guessed.
LETTERS, DISTINCT = 50, 5


def only_on_this_machine(app_configs=None, **options):
    """Refuse DEMO, which shows every mail, and DEBUG, which shows all, on a network."""
    hosts = [host for host in settings.ALLOWED_HOSTS if not is_loopback(host)]
    return [
        Error(
            f"{name}=1 is for this machine alone, but the site answers to {hosts[0]}. "
            f"Take {name} out, or use localhost in SITE_URL and ALLOWED_HOSTS.",
            id=f"clinic.{code}",
        )
        for name, code in (("DEMO", "E001"), ("DEBUG", "E002"))
        if hosts and getattr(settings, name)
    ]


def keys_that_cannot_be_guessed(app_configs=None, **options):
    """Refuse a weak SECRET_KEY, which signs clients' links and staff sessions."""
    named = [("SECRET_KEY", settings.SECRET_KEY)]
    named += [("SECRET_KEY_FALLBACKS", key) for key in settings.SECRET_KEY_FALLBACKS]
    return [
        Error(
            f"{name} is too easy to guess: it needs {LETTERS} random characters. "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(60))' makes one.",
            id="clinic.E003",
        )
        for name, key in named
        if len(key) < LETTERS or len(set(key)) < DISTINCT
    ]


def https_in_public(app_configs=None, **options):
    """Require https, except within this machine: health answers are sent over it."""
    site = settings.SITE
    within = site.scheme == "http" and all(map(is_loopback, settings.ALLOWED_HOSTS))
    if site.hostname and (site.scheme == "https" or within):
        return []
    words = (
        f"SITE_URL is {settings.SITE_URL}, but the site answers to public names, and "
        "such an address begins with https://."
    )
    return [Error(words, id="clinic.E004")]


ALL = (only_on_this_machine, keys_that_cannot_be_guessed, https_in_public)


def is_loopback(host):
    """Whether a host name, as in ALLOWED_HOSTS, can only mean this machine."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return not name.startswith(".")
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
