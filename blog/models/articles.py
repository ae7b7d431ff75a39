"""Articles, written by therapists."""

import math
from datetime import MAXYEAR, MINYEAR, date

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Q
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from blog import structured_data
from blog.models.comments import OPEN_FOR
from blog.models.reads import ReadCount
from blog.models.reviewed import ReviewedPage, ReviewedQuerySet
from content.blocks import StoryBlock
from locations import clock, formatting, site_context
from locations.locales import for_readers
from therapists.models import TherapistPage
from web.page_cache import CachedPage

WORDS_PER_MINUTE = 220
ON_ONE_PAGE = 12


class Category(models.TextChoices):
    """The categories of articles; all but the news are about health."""

    BODY = "understand-your-body", _("Understand your body")
    RECOVERY = "pain-and-recovery", _("Pain and recovery")
    SELF_CARE = "self-care", _("Self-care")
    TREATMENT_ROOM = "in-the-treatment-room", _("In the treatment room")
    NEWS = "clinic-news", _("Clinic news")


class ArticlePageQuerySet(ReviewedQuerySet, PageQuerySet):
    def newest_first(self):
        return self.order_by("-published_on", "-pk")

    def for_listing(self):
        """Fetch everything that a teaser shows."""
        return self.select_related("author", "picture").defer("body").newest_first()

    def by(self, therapist):
        return self.filter(author=therapist)

    def about(self, condition):
        return self.filter(conditions=condition)

    def related_to(self, article):
        """Other articles that share conditions or exercises, most shared first."""
        conditions = Q(conditions__in=article.conditions.all())
        exercises = Q(exercises__in=article.exercises.all())
        return (
            self.filter(conditions | exercises)
            .exclude(pk=article.pk)
            .annotate(
                in_common=Count("conditions", filter=conditions, distinct=True)
                + Count("exercises", filter=exercises, distinct=True)
            )
            .for_listing()
            .order_by("-in_common", "-published_on", "-pk")
        )


class ArticleTag(TaggedItemBase):
    """One tag on one article."""

    content_object = ParentalKey("blog.ArticlePage", related_name="tagged_items")


class ArticleIndexPage(CachedPage, RoutablePageMixin, Page):
    """All articles, the newest first; by category, tag, author and month."""

    parent_page_types = ["content.HomePage"]
    subpage_types = ["blog.ArticlePage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("article index page")

    @cached_property
    def articles(self):
        return ArticlePage.objects.child_of(self).live().for_listing()

    @path("")
    def everything(self, request):
        return self._listing(request, self.articles, "")

    @path("category/<slug:slug>/", name="category")
    def in_category(self, request, slug):
        if slug not in Category.values:
            raise Http404
        found = self.articles.filter(category=slug)
        return self._listing(request, found, Category(slug).label)

    @path("tag/<slug:slug>/", name="tag")
    def tagged(self, request, slug):
        found = self.articles.filter(tags__slug=slug)
        tag = ArticleTag.tag_model().objects.filter(slug=slug).first()
        heading = gettext("About {tag}").format(tag=tag) if tag else ""
        return self._listing(request, found, heading)

    @path("by/<slug:slug>/", name="author")
    def written_by(self, request, slug):
        found = self.articles.filter(author__slug=slug)
        first = found.first()
        heading = gettext("By {name}").format(name=first.author) if first else ""
        return self._listing(request, found, heading)

    @path("<int:year>/<int:month>/", name="month")
    def of_month(self, request, year, month):
        if not MINYEAR <= year <= MAXYEAR:
            raise Http404
        found = self.articles.filter(published_on__year=year, published_on__month=month)
        first = found.first()
        heading = formatting.month(first.published_on) if first else ""
        return self._listing(request, found, heading)

    def _categories(self):
        """(value, label) of the categories that have articles."""
        used = set(self.articles.values_list("category", flat=True))
        return [choice for choice in Category.choices if choice[0] in used]

    def _listing(self, request, found, heading):
        number = request.GET.get("page")
        articles = Paginator(found, ON_ONE_PAGE).get_page(number)
        if not articles.object_list and found is not self.articles:
            raise Http404
        query = f"?page={articles.number}" if articles.number > 1 else ""
        return self.render(
            request,
            context_overrides={
                "canonical_url": f"{settings.SITE_URL}{request.path}{query}",
                "articles": articles,
                "heading": heading,
                "categories": self._categories(),
                "months": self.articles.dates("published_on", "month", order="DESC"),
            },
        )


class ArticlePage(CachedPage, ReviewedPage, Page):
    """One article: who wrote it, what it is about, how sure we are."""

    parent_page_types = ["blog.ArticleIndexPage"]
    subpage_types = []
    group_in_search = "Articles"

    standfirst = models.TextField(
        _("standfirst"), help_text=_("Two or three sentences above the article.")
    )
    published_on = models.DateField(_("published on"))
    updated_on = models.DateField(
        _("updated on"),
        null=True,
        blank=True,
        help_text=_("When its statements last changed."),
    )
    category = models.CharField(_("category"), max_length=30, choices=Category)
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)
    picture = models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(_("picture in words"), max_length=250, blank=True)
    conditions = ParentalManyToManyField(
        "care.Condition",
        blank=True,
        related_name="articles",
        verbose_name=_("conditions"),
    )
    exercises = ParentalManyToManyField(
        "care.Exercise",
        blank=True,
        related_name="articles",
        verbose_name=_("exercises"),
    )
    body = StreamField(StoryBlock(), verbose_name=_("body"))
    takes_comments = models.BooleanField(_("open for comments"), default=True)
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = PageManager.from_queryset(ArticlePageQuerySet)()

    content_panels = [
        ReviewedPage.checks_panel,
        *Page.content_panels,
        "standfirst",
        MultiFieldPanel(
            [
                FieldPanel("author"),
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("updated_on")]),
                FieldPanel("category"),
                FieldPanel("tags"),
            ],
            _("About the article"),
        ),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt")], _("Lead picture")
        ),
        "body",
        MultiFieldPanel(
            [FieldPanel("conditions"), FieldPanel("exercises")], _("What it is about")
        ),
        ReviewedPage.review_panel,
        "takes_comments",
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("group_in_search"),
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("category"),
    ]

    class Meta:
        verbose_name = _("article page")

    @property
    def is_open(self):
        """Whether the article still takes comments."""
        age = clock.today(timezone.now()) - (self.published_on or date.min)
        return self.takes_comments and age <= OPEN_FOR

    @property
    def may_be_cached(self):
        """Also require that there is no comment form."""
        return super().may_be_cached and not self.is_open

    def reviewer_needed(self, cleaned):
        return cleaned.get("category") != Category.NEWS

    def missing(self, cleaned):
        """Also require health content to say how sure we are."""
        yield from super().missing(cleaned)
        kinds = {block.block_type for block in cleaned.get("body") or []}
        if self.reviewer_needed(cleaned) and "evidence" not in kinds:
            yield "body", gettext("Health content needs a “How sure are we?” block.")

    def save(self, *args, **kwargs):
        self.reading_minutes = reading_minutes(self.body)
        super().save(*args, **kwargs)

    def get_context(self, request):
        related = for_readers(ArticlePage.objects).related_to(self)[:3]
        profiles = for_readers(TherapistPage.objects).for_listing()
        return {
            **super().get_context(request),
            "related": related,
            "profile": profiles.filter(therapist=self.author).first(),
            "threads": self.comments.threads() if self.pk else [],
            "times_read": self._times_read(),
        }

    def _times_read(self):
        """How often it was read, if the clinic shows that; else nothing."""
        if self.pk and site_context.current().clinic.shows_read_counts:
            return ReadCount.objects.of(self)
        return None

    def structured_data(self):
        return structured_data.article(self)


def reading_minutes(body):
    """How many minutes a text takes to read, at least one."""
    texts = body.stream_block.get_searchable_content(body)
    words = sum(len(text.split()) for text in texts)
    return max(1, math.ceil(words / WORDS_PER_MINUTE))
