"""React when a page is published or unpublished."""

from django.utils import timezone

from blog import guests


def tell_guests(sender, instance, **kwargs):
    """Tell the guests of an event that has changed or is cancelled."""
    guests.tell_guests(event=instance, now=timezone.now())
