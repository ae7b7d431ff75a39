"""Pages about treatments: the price list, and a page for each treatment."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from booking.models.treatments import Treatment
from booking.public import structured_data
from content import red_flags
from content.code_fields import CodesField, RedFlagsField
from intake import cautions
from locations.presented import Presents
from web.page_cache import CachedPage


class CautionsField(CodesField):
    """Keys of the cautions of the health form."""

    choices_of = staticmethod(cautions.choices)


class TreatmentPageQuerySet(PageQuerySet):
    def for_listing(self):
        """In the order of the price list, with lengths and prices."""
        return (
            self.filter(treatment__is_offered=True)
            .select_related("treatment")
            .prefetch_related("treatment__lengths")
            .order_by("treatment__position", "treatment__name")
        )


class TreatmentIndexPage(CachedPage, Page):
    """All treatments with their prices."""

    parent_page_types = ["content.HomePage"]
    subpage_types = ["booking.TreatmentPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)
    payment = models.TextField(
        _("payment"),
        blank=True,
        help_text=_("How people pay, and what you do not take."),
    )

    content_panels = [*Page.content_panels, "introduction", "payment"]

    class Meta:
        verbose_name = _("treatment index page")

    def get_context(self, request):
        pages = TreatmentPage.objects.child_of(self).live().for_listing()
        return {**super().get_context(request), "treatment_pages": pages}


class TreatmentPage(Presents, Page):
    """One treatment: what to expect, whom it is not for, its prices, who gives it."""

    presents = "treatment"
    parent_page_types = ["booking.TreatmentIndexPage"]
    subpage_types = []
    group_in_search = "Treatments"

    treatment = models.ForeignKey(
        Treatment, models.PROTECT, related_name="pages", verbose_name=_("treatment")
    )
    red_flags = RedFlagsField(
        _("not for you if"),
        help_text=_("Signs that need a doctor before this treatment."),
    )
    cautions = CautionsField(
        _("tell us first if"), help_text=_("What changes the plan.")
    )
    has_belly_work = models.BooleanField(_("may include belly work"), default=False)

    objects = PageManager.from_queryset(TreatmentPageQuerySet)()

    content_panels = [
        *Page.content_panels,
        "treatment",
        "red_flags",
        "cautions",
        "has_belly_work",
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("group_in_search"),
        index.RelatedFields(
            "treatment",
            [
                index.SearchField("name"),
                index.SearchField("description"),
                index.SearchField("translated_words"),
            ],
        ),
    ]

    class Meta:
        verbose_name = _("treatment page")

    def get_context(self, request):
        treatment = self.treatment
        return {
            **super().get_context(request),
            "treatment": treatment,
            "lengths": treatment.lengths.all(),
            "therapists": treatment.therapists.taking_bookings().prefetch_related(
                "pages"
            ),
            "places": treatment.locations(),
            "cards": red_flags.cards(self.red_flags),
            "cautions": [c for c in cautions.CAUTIONS if c.key in self.cautions],
        }

    def structured_data(self):
        return structured_data.treatment(self)
