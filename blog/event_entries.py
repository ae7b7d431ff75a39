"""Events as entries of calendars."""

from datetime import UTC, datetime, timedelta

from dateutil.rrule import MONTHLY, WEEKLY

from blog.recurrence import RULES
from content.calendars import Entry
from locations import clock

NAMES = {WEEKLY: "WEEKLY", MONTHLY: "MONTHLY"}

# How long past days of a series stay in calendars.
PAST = timedelta(days=60)

# SEQUENCE counts the seconds from here to the last publication: it rises with every
# change, and needs no column that an older draft could set back.
SEQUENCE_BEGINS = datetime(2024, 1, 1, tzinfo=UTC)


def of(page, now):
    """The entries of an event: one for each of its days, or one for all of a stay.

    An event from 10 to 4 on two days has two entries, not one of thirty hours. The
    first repeats by its rule; later days are listed one by one, since a rule that
    counts from the second day of a month would drift from the first.
    """
    if page.ends_at <= page.starts_at:
        return [_entry(page, now, 0, page.start_on, page.end_on)]
    return [_entry(page, now, n, *_piece(page, n)) for n in range(page.length.days + 1)]


def _piece(page, n):
    """Start and end of the n-th day, as functions of the day on which it begins."""
    later = timedelta(days=n)

    def start(day):
        return datetime.combine(day + later, page.starts_at, page.zone)

    def end(day):
        return datetime.combine(day + later, page.ends_at, page.zone)

    return start, end


def _entry(page, now, n, start, end):
    first = page.starts_on
    changed_at = page.last_published_at or now
    by_rule = page.repeats and n == 0
    return Entry(
        key=f"{page.translation_key}-{n}" if n else str(page.translation_key),
        starts_at=start(first),
        ends_at=end(first),
        summary=page.title,
        description=page.summary,
        place=page.where,
        url=page.full_url,
        sequence=max(0, int((changed_at - SEQUENCE_BEGINS).total_seconds())),
        changed_at=changed_at,
        is_cancelled=page.is_cancelled,
        rule=_rule(page) if by_rule else None,
        starts=() if by_rule or not page.repeats else _starts(page, now, start),
    )


def _starts(page, now, start):
    """The first start of a repeated event, and those until a year from now.

    The list includes the first: programs differ in whether they add it (RFC 5545,
    3.8.5.2).
    """
    since = max(page.starts_on + timedelta(days=1), clock.today(now) - PAST)
    return tuple(start(day) for day in (page.starts_on, *page.days_from(since)))


def _rule(page):
    rule = RULES[page.repeats]
    found = {"freq": NAMES[rule["freq"]], "interval": rule.get("interval", 1)}
    if page.last_start:
        # In UTC, for the start has a zone (RFC 5545, 3.3.10).
        found["until"] = page.start_on(page.last_start).astimezone(UTC)
    return found
