"""Addresses of this site as they stand in mails."""

from django.conf import settings


def absolute(path: str) -> str:
    """A path of this site with the site's address before it."""
    return settings.SITE_URL + path
