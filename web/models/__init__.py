"""Rows that all processes of the site share: counts, locks and small values."""

from web.models.counted_keys import CountedKey
from web.models.one_time_keys import OneTimeKey
from web.models.shared import SharedValue, Tally

__all__ = ["CountedKey", "OneTimeKey", "SharedValue", "Tally"]
