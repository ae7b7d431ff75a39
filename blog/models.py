"""Articles, written by therapists."""

import math

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from clinic.blocks import StoryBlock

WORDS_PER_MINUTE = 220


class ArticlePageQuerySet(PageQuerySet):
    def newest_first(self):
        return self.order_by("-published_on", "-pk")

    def for_listing(self):
        """With all that a teaser shows."""
        return self.select_related("author", "picture").defer("body").newest_first()

    def by(self, therapist):
        return self.filter(author=therapist)


class ArticleIndexPage(Page):
    """All articles, the newest first."""

    parent_page_types = ["clinic.HomePage"]
    subpage_types = ["blog.ArticlePage"]
    max_count_per_parent = 1

    introduction = models.TextField(blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    def get_context(self, request):
        articles = ArticlePage.objects.child_of(self).live().for_listing()
        return {**super().get_context(request), "articles": articles}


class ArticlePage(Page):
    """One article: who wrote it, what it is about, how sure we are."""

    class Category(models.TextChoices):
        BODY = "understand-your-body", "Understand your body"
        RECOVERY = "pain-and-recovery", "Pain and recovery"
        SELF_CARE = "self-care", "Self-care"
        TREATMENT_ROOM = "in-the-treatment-room", "In the treatment room"
        NEWS = "clinic-news", "Clinic news"

    parent_page_types = ["blog.ArticleIndexPage"]
    subpage_types = []

    standfirst = models.TextField(help_text="Two or three sentences above the article.")
    author = models.ForeignKey(
        "therapists.Therapist", models.PROTECT, related_name="articles"
    )
    reviewed_by = models.ForeignKey(
        "therapists.Therapist",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_articles",
    )
    reviewed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField()
    category = models.CharField(max_length=30, choices=Category)
    picture = models.ForeignKey(
        "clinic.Picture", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    picture_alt = models.CharField("picture in words", max_length=250, blank=True)
    conditions = ParentalManyToManyField(
        "care.Condition", blank=True, related_name="articles"
    )
    body = StreamField(StoryBlock())
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = PageManager.from_queryset(ArticlePageQuerySet)()

    content_panels = [
        *Page.content_panels,
        "standfirst",
        MultiFieldPanel(
            [FieldPanel("author"), FieldPanel("published_on"), FieldPanel("category")],
            "About the article",
        ),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt")], "Lead picture"
        ),
        "body",
        "conditions",
        MultiFieldPanel(
            [FieldPanel("reviewed_by"), FieldPanel("reviewed_on")], "Clinical review"
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("category"),
    ]

    def save(self, *args, **kwargs):
        self.reading_minutes = reading_minutes(self.body)
        super().save(*args, **kwargs)


def reading_minutes(body):
    """How long the text of a story takes to read, at least one minute."""
    texts = body.stream_block.get_searchable_content(body)
    words = sum(len(text.split()) for text in texts)
    return max(1, math.ceil(words / WORDS_PER_MINUTE))
