"""What follows when a page is published, or taken off the site."""

from django.utils import timezone

from blog import guests


def tell_guests(sender, instance, **kwargs):
    """Guests hear of an event that is another than what they know, or is off."""
    guests.tell_guests(event=instance, now=timezone.now())
