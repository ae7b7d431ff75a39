"""What a name may not be: every mail begins with it."""

from django.core.exceptions import ValidationError


def no_address(value):
    """Refuse a name that a mail program would turn into a link."""
    if "://" in value or "www." in value.lower() or "@" in value:
        raise ValidationError("Enter a name, without web or e-mail addresses.")
