"""Articles, condition pages and events for pages of other apps."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils import timezone

from blog.models import (
    ArticlePage,
    ConditionPage,
    EventPage,
    ReadCount,
)

register = template.Library()


@register.simple_tag
def newest_articles(count):
    """The newest few articles."""
    return ArticlePage.objects.live().for_listing()[:count]


@register.simple_tag
def articles_by(therapist):
    """Everything a therapist has written."""
    return ArticlePage.objects.live().by(therapist).for_listing()


@register.simple_tag
def articles_about(condition, count):
    """The newest few articles about a condition."""
    return ArticlePage.objects.live().about(condition).for_listing()[:count]


@register.simple_tag
def times_read(article):
    """How often an article was read."""
    return ReadCount.objects.of(article) if article.pk else 0


@register.simple_tag
def condition_pages():
    """Every condition page that has a text of its own, in the order of the tree."""
    return ConditionPage.objects.live().exclude(what_it_is="").for_listing()


@register.filter
def by_region(pages):
    """Condition pages by region of the body, in each in the order of the tree."""
    return sorted(pages, key=lambda page: page.condition.body_region)


@register.simple_tag
def coming_events(count):
    """(day, event) of the next few, the soonest first."""
    now = timezone.now()
    events = EventPage.objects.live().for_listing().coming(now)
    return events.by_next_day(now)[:count]


@dataclass(frozen=True)
class Comments:
    """The published threads under an article, and whether it takes more."""

    threads: Iterable
    are_open: bool


@register.simple_tag
def comments_of(article):
    """What readers wrote under an article."""
    threads = article.comments.threads() if article.pk else []
    return Comments(threads, article.is_open)
