"""The list of events by kind: upcoming and past."""

from operator import itemgetter

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from blog.models.events import EventPage, Kind
from web.filters import FilterForm


class EventFilter(FilterForm):
    """The filter for the kind of event."""

    kind = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("Everything")), *Kind.choices]
    )

    def applied_to(self, pages):
        kind = self.asked("kind")
        return pages.filter(kind=kind) if kind else pages


class EventIndexPage(Page):
    """Upcoming events by month; past events stay, marked as such."""

    parent_page_types = ["content.HomePage"]
    subpage_types = ["blog.EventPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("event index page")

    def get_context(self, request):
        asked = EventFilter(request.GET)
        pages = EventPage.objects.child_of(self).live().for_listing()
        pages, now = asked.applied_to(pages), timezone.now()
        coming = pages.by_next_day(now)
        ahead = {page.pk for day, page in coming}
        past = [(page.shown_day(now), page) for page in pages if page.pk not in ahead]
        return {
            **super().get_context(request),
            "filter": asked,
            "coming": coming,
            "past": sorted(past, key=itemgetter(0), reverse=True),
        }
