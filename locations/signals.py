"""Events about the clinic and its places that other apps can react to."""

from django.dispatch import Signal

# Words of a row are about to be translated. Sent first in the transaction, so that
# whoever answers takes its locks before those of the row.
words_changing = Signal()
