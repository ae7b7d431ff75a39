"""Condition pages: one for each condition, in a tree."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from blog import structured_data
from blog.models.articles import ArticlePage
from blog.models.reviewed import ReviewedPage, ReviewedQuerySet
from care.blocks import EvidenceBlock
from care.models import Exercise
from content import red_flags
from content.blocks import QuestionBlock, StoryBlock
from content.code_fields import RedFlagsField
from content.list_fields import ListField
from locations.locales import for_readers
from locations.presented import Presents
from therapists.models import Testimonial, TherapistPage
from web.page_cache import CachedPage

RICH = ["bold", "italic", "link", "ul", "ol"]


class CauseBlock(blocks.StructBlock):
    """One possible cause, in plain words, and whether a doctor should look."""

    class Group(models.TextChoices):
        STRAIN = "strain", _("Strain or sprain")
        EVERYDAY = "everyday", _("Everyday load and habits")
        STRUCTURAL = "structural", _("Structural")
        OTHER = "other", _("Other")

    class Doctor(models.TextChoices):
        NO = "no", _("No doctor needed at first")
        MAYBE = "maybe", _("Maybe a doctor")
        YES = "yes", _("See a doctor")

    group = blocks.ChoiceBlock(choices=Group.choices, label=_("Group"))
    cause = blocks.CharBlock(max_length=120, label=_("Cause"))
    explanation = blocks.TextBlock(label=_("Explanation"))
    story = blocks.TextBlock(required=False, label=_("a typical story"))
    what_to_do = blocks.TextBlock(required=False, label=_("What to do"))
    doctor = blocks.ChoiceBlock(choices=Doctor.choices, label=_("Doctor"))
    doctor_note = blocks.CharBlock(
        max_length=200, required=False, label=_("Doctor note")
    )

    class Meta:
        label = _("Cause")
        icon = "list-ul"


class SessionStepBlock(blocks.StructBlock):
    """One step of a session."""

    title = blocks.CharBlock(max_length=60, label=_("Title"))
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        label = _("Step")
        icon = "order"


class WhoElseBlock(blocks.StructBlock):
    """A professional outside the clinic who may help, and with what."""

    who = blocks.CharBlock(max_length=60, label=_("Who"))
    why = blocks.TextBlock(label=_("Why"))

    class Meta:
        label = _("Person")
        icon = "user"


class ConditionIndexPage(CachedPage, Page):
    """The root of the tree, and “What hurts?” with every condition by region."""

    parent_page_types = ["content.HomePage"]
    subpage_types = ["blog.ConditionPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("condition index page")

    def get_context(self, request):
        pages = ConditionPage.objects.descendant_of(self).live().for_listing()
        return {**super().get_context(request), "condition_pages": pages}


class ConditionPageQuerySet(ReviewedQuerySet, PageQuerySet):
    def for_listing(self):
        """In tree order, with their conditions."""
        long = ("what_it_is", "causes", "body", "questions", "evidence")
        return self.select_related("condition").defer(*long).order_by("path")

    def of(self, conditions):
        return self.filter(condition__in=conditions)


class ConditionPage(Presents, ReviewedPage, Page):
    """What a condition is, when it needs a doctor, and what helps.

    A short page, such as one for a region of the body, has only a summary and links.
    """

    presents = "condition"
    parent_page_types = ["blog.ConditionIndexPage", "blog.ConditionPage"]
    subpage_types = ["blog.ConditionPage"]
    group_in_search = "Conditions"

    condition = models.ForeignKey(
        "care.Condition",
        models.PROTECT,
        related_name="pages",
        verbose_name=_("condition"),
    )
    picture = models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(_("picture in words"), max_length=250, blank=True)
    picture_labels = ListField(
        _("labels of the picture"),
        help_text=_("One per line, in the order of the numbers in the picture."),
    )
    what_it_is = RichTextField(_("what it is"), features=RICH, blank=True)
    feels_like = ListField(_("what it feels like"), help_text=_("One per line."))
    clues_intro = models.TextField(_("introduction"), blank=True)
    clues = ListField(help_text=_("One statement per line."), verbose_name=_("clues"))
    clues_result = models.TextField(
        _("what they may mean"),
        blank=True,
        help_text=_("Never names a disease: “2 or more: worth mentioning to us”."),
    )
    causes = StreamField(
        [("cause", CauseBlock())], blank=True, verbose_name=_("possible causes")
    )
    red_flags = RedFlagsField(
        _("when to get help"),
        help_text=_("Those of the one list of red flags that concern this page."),
    )
    helps_most = RichTextField(_("what helps most"), features=RICH, blank=True)
    treatment_can = RichTextField(
        _("what treatment can add"), features=RICH, blank=True
    )
    treatment_cannot = RichTextField(_("what it cannot do"), features=RICH, blank=True)
    session = StreamField(
        [("step", SessionStepBlock())], blank=True, verbose_name=_("a session")
    )
    exercises = ParentalManyToManyField(
        Exercise, blank=True, related_name="+", verbose_name=_("exercises")
    )
    who_else = StreamField(
        [("person", WhoElseBlock())], blank=True, verbose_name=_("who else can help")
    )
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))
    questions = StreamField(
        [("question", QuestionBlock())], blank=True, verbose_name=_("questions")
    )
    evidence = StreamField(
        [("evidence", EvidenceBlock())],
        blank=True,
        max_num=1,
        verbose_name=_("evidence"),
    )
    related = ParentalManyToManyField(
        "care.Condition", blank=True, related_name="+", verbose_name=_("related")
    )

    objects = PageManager.from_queryset(ConditionPageQuerySet)()

    content_panels = [
        ReviewedPage.checks_panel,
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("condition"), FieldPanel("author")], _("About the page")
        ),
        "red_flags",
        MultiFieldPanel(
            [
                FieldPanel("picture"),
                FieldPanel("picture_alt"),
                FieldPanel("picture_labels"),
            ],
            _("Anatomy plate"),
        ),
        "what_it_is",
        "feels_like",
        MultiFieldPanel(
            [
                FieldPanel("clues_intro"),
                FieldPanel("clues"),
                FieldPanel("clues_result"),
            ],
            _("Clues (not a diagnosis)"),
        ),
        "causes",
        MultiFieldPanel(
            [
                FieldPanel("helps_most"),
                FieldPanel("treatment_can"),
                FieldPanel("treatment_cannot"),
            ],
            _("How it is treated"),
        ),
        "session",
        "exercises",
        "who_else",
        "body",
        "questions",
        "evidence",
        "related",
        ReviewedPage.review_panel,
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("group_in_search"),
        index.SearchField("what_it_is"),
        index.SearchField("feels_like"),
        index.SearchField("body"),
        index.RelatedFields(
            "condition",
            [
                index.SearchField("name"),
                index.SearchField("also_called"),
                index.SearchField("translated_words"),
            ],
        ),
    ]

    class Meta:
        verbose_name = _("condition page")

    @property
    def causes_by_group(self):
        """(label, causes) of each group that has causes, in the order of the groups."""
        groups = [
            (
                label,
                [block.value for block in self.causes if block.value["group"] == key],
            )
            for key, label in CauseBlock.Group.choices
        ]
        return [(label, causes) for label, causes in groups if causes]

    def reviewer_needed(self, cleaned):
        return bool(cleaned.get("what_it_is"))

    def missing(self, cleaned):
        """Also require how sure we are, and when to get help."""
        yield from super().missing(cleaned)
        if not self.reviewer_needed(cleaned):
            return
        if not cleaned.get("evidence"):
            yield "evidence", gettext("Say how sure we are.")
        cards = red_flags.cards(cleaned.get("red_flags") or [])
        if "emergency" not in [card.level for card in cards]:
            yield "red_flags", gettext("Say when it is an emergency.")

    def get_context(self, request):
        tree = for_readers(ConditionPage.objects).for_listing()
        cards = red_flags.cards(self.red_flags)
        articles = for_readers(ArticlePage.objects).for_listing()
        return {
            **super().get_context(request),
            "emergency_cards": [card for card in cards if card.level == "emergency"],
            "doctor_cards": [card for card in cards if card.level != "emergency"],
            "tree": tree.sibling_of(self) | tree.child_of(self),
            "children": tree.child_of(self),
            "exercise_list": (
                self.exercises.select_related("hold_picture").prefetch_related("pages")
            ),
            "related_pages": tree.of(self.related.all()),
            "profiles": TherapistPage.objects.treating(self.condition),
            "testimonials": Testimonial.objects.published().about(self.condition)[:2],
            "articles": articles.about(self.condition)[:4],
        }

    def structured_data(self):
        return structured_data.condition(self)
