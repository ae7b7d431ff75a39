"""Times, names and shares in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from locations import formatting

NEW_YORK = ZoneInfo("America/New_York")
START = datetime(2026, 6, 8, 9, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2026, 6, 8, 0, 5, tzinfo=NEW_YORK), "Today"),
        (datetime(2026, 6, 7, 23, 55, tzinfo=NEW_YORK), "Tomorrow"),
        (datetime(2026, 6, 8, 3, 55, tzinfo=ZoneInfo("UTC")), "Tomorrow"),
        (datetime(2026, 6, 6, 12, tzinfo=NEW_YORK), "In two days"),
        (datetime(2026, 6, 5, 9, tzinfo=NEW_YORK), "In three days"),
        (datetime(2026, 6, 1, 9, tzinfo=NEW_YORK), "In 7 days"),
    ],
)
def test_how_soon_counts_days_in_local_time(now, words):
    assert formatting.how_soon(START, now) == words


@pytest.mark.parametrize(
    ("name", "short"),
    [("Robin Vale", "Robin V."), ("Ana María de la Cruz", "Ana C."), ("Li", "Li")],
)
def test_initialed_shows_the_first_name_and_an_initial(name, short):
    assert formatting.initialed(name) == short


@pytest.mark.parametrize(
    ("percent", "words"),
    [(50, "half of the price"), (30, "30% of the price"), (100, "the price")],
)
def test_a_share_of_the_price_is_put_into_words(percent, words):
    assert formatting.share_of_price(percent) == words
