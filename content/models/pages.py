"""Pages that every clinic has: home, plain text, and one for each location."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from content import red_flags, structured_data
from content.blocks import QuestionBlock, StoryBlock
from content.code_fields import RedFlagsField
from locations.presented import Presents
from web.page_cache import CachedPage


class StepBlock(StructBlock):
    """One step of what happens at a first visit."""

    title = CharBlock(max_length=40, label=_("Title"))
    text = TextBlock(label=_("Text"))

    class Meta:
        label = _("Step")
        icon = "order"


class QuestionGroupBlock(StructBlock):
    """Questions about one topic."""

    heading = CharBlock(max_length=80, label=_("Heading"))
    questions = ListBlock(QuestionBlock(), label=_("Questions"))

    class Meta:
        label = _("Group of questions")
        icon = "help"


class HomePage(Page):
    """The home page: what the clinic is, the soonest times, where to go next."""

    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = 1

    headline = models.CharField(_("headline"), max_length=120)
    introduction = models.TextField(_("introduction"))
    picture = models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(_("picture in words"), max_length=250, blank=True)
    picture_caption = models.CharField(_("caption"), max_length=200, blank=True)
    promise = models.TextField(_("promise"), blank=True)
    steps = StreamField(
        StreamBlock([("step", StepBlock())], max_num=4),
        blank=True,
        help_text=_("How a first visit works."),
        verbose_name=_("steps"),
    )
    try_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("try this now"),
        help_text=_("An exercise that nearly everyone can do."),
    )
    doctor_heading = models.CharField(
        _("heading about doctors"), max_length=120, blank=True
    )
    doctor_text = models.TextField(_("text about doctors"), blank=True)
    doctor_signs = RedFlagsField(_("signs"))
    doctor_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page about doctors"),
    )

    content_panels = [
        *Page.content_panels,
        "headline",
        "introduction",
        MultiFieldPanel(["picture", "picture_alt", "picture_caption"], _("Picture")),
        "promise",
        "steps",
        "try_page",
        "doctor_heading",
        "doctor_text",
        "doctor_signs",
        "doctor_page",
    ]

    class Meta:
        verbose_name = _("home page")

    def clean(self):
        """Refuse a picture that readers who cannot see it would miss, and an end."""
        super().clean()
        if self.picture and not self.picture_alt:
            words = gettext("Say in words what the picture shows.")
            raise ValidationError({"picture_alt": words})
        if self.expire_at:
            words = gettext("The home page cannot end: every address begins at it.")
            raise ValidationError({"expire_at": words})

    def get_context(self, request):
        cards = red_flags.cards(self.doctor_signs)
        return {**super().get_context(request), "doctor_cards": cards}

    def structured_data(self):
        return structured_data.home_page(self)


class TextPage(CachedPage, Page):
    """A page of plain text, such as the policies."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*Page.content_panels, "introduction", "body"]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("text page")


class LocationIndexPage(Page):
    """All locations on one page."""

    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.LocationPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("location index page")

    def get_context(self, request):
        pages = LocationPage.objects.child_of(self).live().for_listing()
        return {**super().get_context(request), "location_pages": pages}


class LocationPageQuerySet(PageQuerySet):
    def for_listing(self):
        return self.select_related("location", "map_picture").order_by(
            "location__position"
        )


class LocationPage(Presents, Page):
    """What a client needs to know to get to one location."""

    presents = "location"
    parent_page_types = ["content.LocationIndexPage"]
    subpage_types = []
    group_in_search = "Locations"

    location = models.ForeignKey(
        "locations.Location",
        models.PROTECT,
        related_name="pages",
        verbose_name=_("location"),
    )
    map_picture = models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("map picture"),
    )
    map_alt = models.CharField(_("map in words"), max_length=250, blank=True)
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))

    objects = PageManager.from_queryset(LocationPageQuerySet)()

    content_panels = [
        *Page.content_panels,
        "location",
        "map_picture",
        "map_alt",
        "body",
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("group_in_search"),
        index.SearchField("body"),
        index.RelatedFields(
            "location",
            [
                index.SearchField("access"),
                index.SearchField("getting_there"),
                index.SearchField("translated_words"),
            ],
        ),
    ]

    class Meta:
        verbose_name = _("location page")

    def structured_data(self):
        return structured_data.location_page(self)


class FaqPage(CachedPage, Page):
    """Frequent questions by topic, each with an anchor of its own."""

    parent_page_types = ["content.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)
    groups = StreamField(
        [("group", QuestionGroupBlock())], blank=True, verbose_name=_("groups")
    )

    content_panels = [*Page.content_panels, "introduction", "groups"]
    search_fields = [*Page.search_fields, index.SearchField("groups")]

    class Meta:
        verbose_name = _("questions page")

    def structured_data(self):
        return structured_data.faq_page(self)


class ContactPage(Page):
    """How to reach the clinic, and a form that never asks for health details."""

    parent_page_types = ["content.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)
    answer_time = models.CharField(
        _("answer time"),
        max_length=120,
        blank=True,
        help_text=_("Such as: within one working day."),
    )

    content_panels = [*Page.content_panels, "introduction", "answer_time"]

    class Meta:
        verbose_name = _("contact page")
