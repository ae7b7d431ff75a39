"""Event dates, for the apps that plan the clinic's time."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation

from blog.models import EventPage
from locations import languages
from locations.event_dates import EventDate
from locations.locales import for_readers


def ahead(now: datetime) -> Iterator[EventDate]:
    """Each date that is not over, of each public event at one of our locations."""
    with translation.override(languages.default()):  # once, however often translated
        events = for_readers(EventPage.objects).coming(now).select_related("location")
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
