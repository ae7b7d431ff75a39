"""What publishing plugs into the apps below; read once, when Django is ready."""

from django.urls import reverse
from wagtail.signals import page_published

from blog import dates, reactions, services
from blog import structured as descriptions
from blog.forms import CommentForm, SignUpForm, TopicForm
from blog.models import ArticlePage, ConditionPage, EventPage
from clinic import event_dates, guarded, structured
from outbox import kinds

for kind in (services.SIGNED_UP, services.MOVED, services.CANCELLED):
    kinds.add(kind, "first_name", "event", "day", "clinic", "clinic_phone")
page_published.connect(reactions.tell_guests, sender=EventPage)

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
