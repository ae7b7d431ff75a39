"""What follows when a page is published."""

from django.utils import timezone

from blog import services


def tell_guests(sender, instance, **kwargs):
    """Guests hear of an event that was cancelled or changed its day."""
    services.tell_guests(event=instance, now=timezone.now())
