"""What other apps may want to know of clients."""

from django.dispatch import Signal

# A browser is proven for a person (`client`, the file that speaks for them).
browser_proven = Signal()

# A file has another e-mail address: `client` as it is now, the address it `was`, `now`,
# and the member of staff who changed it (`by`), if it was one.
address_changed = Signal()

# Two files are two people's after all: `client` and the file it was joined `into`.
files_parted = Signal()
