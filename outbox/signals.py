"""What other apps may want to know of messages."""

from django.dispatch import Signal

# A message was given up. Sent with `message` and `now` after that was noted.
failed = Signal()
