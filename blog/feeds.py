"""Feeds: articles as Atom, events as calendar files."""

from datetime import UTC

from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from blog.models import ArticleIndexPage, ArticlePage, EventPage
from blog.recurrence import RULES
from clinic import frame

NEWEST = 20


class ArticleFeed(Feed):
    """The newest articles (RFC 4287)."""

    feed_type = Atom1Feed

    def get_object(self, request):
        return get_object_or_404(ArticleIndexPage.objects.live())

    def title(self, index):
        return f"{frame.current().clinic.name}: {index.title}"

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
    coming = EventPage.objects.live().for_listing().coming(now)
    return _calendar([page for page in coming if page.coming_day(now)], "events")


@require_GET
def event(request, slug):
    """One event, to put into a calendar."""
    page = get_object_or_404(EventPage.objects.live().for_listing(), slug=slug)
    return _calendar([page], slug)


def _calendar(pages, name):
    calendar = Calendar()
    calendar.add("prodid", "-//Plumbline//events//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{frame.current().clinic.name}: events")
    for page in pages:
        calendar.add_component(_event(page))
    calendar.add_missing_timezones()
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


def _event(page):
    first = page.starts_on
    event = Event()
    event.add("uid", f"{page.translation_key}@plumbline")
    event.add("dtstamp", page.last_published_at or timezone.now())
    event.add("dtstart", page.start_on(first))
    event.add("dtend", page.end_on(first))
    event.add("summary", page.title)
    event.add("description", page.summary)
    event.add("location", page.where)
    event.add("url", page.full_url)
    if page.repeats:
        event.add("rrule", _rule(page))
    if page.is_cancelled:
        event.add("status", "CANCELLED")
    return event


def _rule(page):
    rule = RULES[page.repeats]
    names = {2: "WEEKLY", 1: "MONTHLY"}
    found = {"freq": names[rule["freq"]], "interval": rule.get("interval", 1)}
    if page.repeats_until:
        # In UTC, for the start has a zone (RFC 5545, 3.3.10).
        found["until"] = page.end_on(page.repeats_until).astimezone(UTC)
    return found
