"""What publishing plugs into the apps below; read once, when Django is ready."""

from django.urls import reverse
from wagtail.signals import page_published, page_unpublished

from blog import dates, letters, reactions
from blog import structured as descriptions
from blog.forms import CommentForm, SignUpForm, TopicForm
from blog.models import ArticlePage, ConditionPage, EventPage
from clinic import event_dates, guarded, structured
from outbox import kinds

for kind in letters.ALL:
    kinds.add(kind)
for signal in (page_published, page_unpublished):
    signal.connect(reactions.tell_guests, sender=EventPage)

event_dates.add(dates.ahead)

structured.describe(ArticlePage, descriptions.article)
structured.describe(ConditionPage, descriptions.condition)
structured.describe(EventPage, descriptions.event)

guarded.add(
    "comments", CommentForm, lambda page: reverse("blog:comment", args=[page.slug])
)
guarded.add(
    "sign-up", SignUpForm, lambda page: reverse("blog:sign-up", args=[page.slug])
)
guarded.add("topic", TopicForm, lambda page: reverse("blog:topic"))
