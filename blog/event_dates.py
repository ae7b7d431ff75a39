"""Event dates, for the apps that plan the clinic's time."""

from collections.abc import Iterator
from datetime import datetime

from blog.models import EventPage
from locations.event_dates import EventDate


def ahead(now: datetime) -> Iterator[EventDate]:
    """Each date that is not over, of each public event at one of our locations."""
    events = EventPage.objects.live().coming(now).select_related("location")
    for event in events.exclude(location=None):
        since = event.coming_day(now)
        for day in event.days_from(since) if since else ():
            yield EventDate(
                title=event.title,
                url=event.url,
                location=event.location_id,
                host=event.host_id,
                starts_at=event.start_on(day),
                ends_at=event.end_on(day),
            )
