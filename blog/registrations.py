"""Register the blog with the apps below; run once, when Django is ready."""

from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
    workflow_submitted,
)

from blog import event_dates as own_dates
from blog import handlers, message_kinds, sections
from blog.models import EventPage
from locations import event_dates
from outbox import kinds

for kind in message_kinds.ALL:
    kinds.add(kind)
for signal in (page_published, page_unpublished):
    signal.connect(handlers.tell_guests, sender=EventPage)
copy_for_translation_done.connect(handlers.review_translations)
workflow_submitted.connect(handlers.write_to_an_author_alone)

event_dates.add(own_dates.ahead)


sections.register()
