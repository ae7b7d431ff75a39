"""Signals about clients, for other apps."""

from django.dispatch import Signal

# A browser is proven for a person (`client` is their head file).
browser_proven = Signal()

# A file has another e-mail address: `client` as it is now, the old address (`was`),
# `now`, and the member of staff who changed it (`by`), if any.
address_changed = Signal()

# Two files belong to two people after all: `client` and the file it was joined `into`.
files_parted = Signal()
