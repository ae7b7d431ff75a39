"""Topics that readers suggest."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from web.emails import MailField


class TopicSuggestionQuerySet(models.QuerySet["TopicSuggestion"]):
    def for_readers(self) -> Self:
        """Topics that have been decided on; only editors see new ones."""
        return self.exclude(status=TopicSuggestion.Status.NEW).select_related("article")

    def new(self) -> Self:
        return self.filter(status=TopicSuggestion.Status.NEW)


class TopicSuggestion(models.Model):
    """A topic, and what has become of it."""

    class Status(models.TextChoices):
        NEW = "new", _("new")
        PLANNED = "planned", _("planned")
        PUBLISHED = "published", _("published")
        NOT_PLANNED = "not planned", _("not planned")

    topic = models.CharField(_("topic"), max_length=120)
    why = models.TextField(_("why it matters"), blank=True, max_length=600)
    email = MailField(_("e-mail"), blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.NEW
    )
    note = models.CharField(
        _("note"),
        max_length=200,
        blank=True,
        help_text=_("Shown to readers, such as the reason."),
    )
    article = models.ForeignKey(
        "blog.ArticlePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("article"),
    )
    suggested_at = models.DateTimeField(_("suggested at"), default=timezone.now)

    objects = TopicSuggestionQuerySet.as_manager()

    panels = ["topic", "why", "email", "status", "note", "article"]

    class Meta:
        verbose_name = _("suggestion of a topic")
        verbose_name_plural = _("suggestions of topics")
        ordering = ["-suggested_at"]

    def __str__(self):
        return self.topic


class TopicPage(Page):
    """One field to suggest a topic, and the list of what was planned and published."""

    parent_page_types = ["content.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("topic page")

    def get_context(self, request):
        decided = TopicSuggestion.objects.for_readers()
        return {**super().get_context(request), "suggestions": decided}
