"""Signals about messages, for other apps."""

from django.dispatch import Signal

# A message was given up. Sent with `message` and `now` after that was recorded.
failed = Signal()
