"""What publishing plugs into the apps below; read once, when Django is ready."""

from wagtail.signals import page_published, page_unpublished

from blog import dates, handlers, message_kinds, sections
from blog import structured_data as descriptions
from blog.models import ArticlePage, ConditionPage, EventPage
from content import structured_data
from locations import event_dates
from outbox import kinds

for kind in message_kinds.ALL:
    kinds.add(kind)
for signal in (page_published, page_unpublished):
    signal.connect(handlers.tell_guests, sender=EventPage)

event_dates.add(dates.ahead)

structured_data.describe(ArticlePage, descriptions.article)
structured_data.describe(ConditionPage, descriptions.condition)
structured_data.describe(EventPage, descriptions.event)

sections.register()
