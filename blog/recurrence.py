"""The days of a repeated event, as dates and never by adding seconds.

Pure. Because only dates repeat, a class at 9:00 stays at 9:00 when the clocks change.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.rrule import MONTHLY, WEEKLY, rrule

# The rrule arguments of each rule that an event may have.
RULES = {
    "weekly": {"freq": WEEKLY},
    "every second week": {"freq": WEEKLY, "interval": 2},
    "monthly": {"freq": MONTHLY},
}
AHEAD = timedelta(days=366)


def last_day_of(first: date, rule: str, until: date | None) -> date:
    """The last day on which an event begins; `first` for one that never ends."""
    if not (rule and until):
        return first
    days = list(rrule(dtstart=first, until=until, **RULES[rule]))
    return days[-1].date() if days else first


def days_of(first: date, rule: str, until: date | None, since: date) -> Iterator[date]:
    """The days on which an event begins, from `since` on; one year of them at most.

    `rule` is a key of RULES, or "" for an event that takes place once. A month
    without that day is left out, as calendars do (RFC 5545).
    """
    if not rule:
        if first >= since:
            yield first
        return
    year = max(first, since) + AHEAD
    last = min(until or year, year)
    for moment in rrule(dtstart=first, until=last, **RULES[rule]):
        if moment.date() >= since:
            yield moment.date()
