"""Feeds: articles as Atom, events as calendar files."""

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from blog import event_entries
from blog.models import ArticleIndexPage, ArticlePage, EventPage
from content import calendars
from locations import site_context
from locations.locales import for_readers

NEWEST = 20


class ArticleFeed(Feed):
    """The newest articles (RFC 4287)."""

    feed_type = Atom1Feed

    def get_object(self, request):
        return get_object_or_404(for_readers(ArticleIndexPage.objects))

    def title(self, index):
        return f"{site_context.current().clinic.name}: {index.title}"

    def subtitle(self, index):
        return index.introduction

    def link(self, index):
        return index.full_url

    def items(self, index):
        return ArticlePage.objects.child_of(index).live().for_listing()[:NEWEST]

    def item_title(self, article):
        return article.title

    def item_description(self, article):
        return article.standfirst

    def item_link(self, article):
        return article.full_url

    def item_author_name(self, article):
        return article.author.name

    def item_pubdate(self, article):
        return article.first_published_at

    def item_updateddate(self, article):
        return article.last_published_at

    def item_categories(self, article):
        return [article.get_category_display()]


@require_GET
def events(request):
    """All events to come, for calendar programs to subscribe to (RFC 5545)."""
    now = timezone.now()
    coming = for_readers(EventPage.objects).for_listing().coming(now)
    pages = [page for page in coming if page.coming_day(now)]
    return _calendar(pages, "events", now)


@require_GET
def event(request, slug):
    """One event, to put into a calendar."""
    page = get_object_or_404(for_readers(EventPage.objects).for_listing(), slug=slug)
    return _calendar([page], slug, timezone.now())


def _calendar(pages, file_name, now):
    text = calendars.calendar(
        [entry for page in pages for entry in event_entries.of(page, now)],
        now=now,
        name=_("{clinic}: events").format(clinic=site_context.current().clinic.name),
    )
    return calendars.response(text, f"{file_name}.ics", disposition="inline")
