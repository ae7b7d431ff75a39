"""The panel of work for editors on the admin's home page."""

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from blog.models import (
    ArticlePage,
    Comment,
    ConditionPage,
    ReadCount,
    TopicSuggestion,
)
from care.models import EmptySearch
from locations import clock

SHOWN = 5


class EditorPanel(Component):
    """Comments to moderate, pages past their review, suggestions, failed searches."""

    name = "editor"
    order = 15
    template_name = "blog/staff/editor_panel.html"

    def get_context_data(self, parent_context):
        today = clock.today(timezone.now())
        overdue = [
            *ConditionPage.objects.live().overdue(today),
            *ArticlePage.objects.live().overdue(today),
        ]
        return {
            "held": Comment.objects.held().count(),
            "comments_url": reverse("blog_comments"),
            "overdue": overdue,
            "suggestions": TopicSuggestion.objects.new()[:SHOWN],
            "empty_searches": EmptySearch.objects.all()[:SHOWN],
            "most_read": ReadCount.objects.most_read(today)[:SHOWN],
        }
