"""What all processes of the site count, lock and remember together."""

from web.models.counted_keys import CountedKey
from web.models.one_time_keys import OneTimeKey
from web.models.shared import SharedValue, Tally

__all__ = ["CountedKey", "OneTimeKey", "SharedValue", "Tally"]
