"""Pages about health, with author, reviewer and dates of review."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from blog.clinical_review import may_stand_as_reviewer
from content.editorial_panel import ChecksPanel
from content.page_text import Check
from locations import clock

# Fields that a clinical review fills in; a page on its way there lacks them.
BY_REVIEW = ("reviewed_by", "reviewed_on")
# The names of the editor's buttons that send a page to its review or on from it.
IN_REVIEW = ("action-submit", "action-restart-workflow", "action-workflow-action")


class ReviewedPageForm(WagtailAdminPageForm):
    """Accepts unfinished drafts, but publishes only complete pages."""

    def clean(self):
        cleaned = super().clean()
        in_review = self._is_in_review()
        sent_back = in_review and self.data.get("workflow-action-name") == "reject"
        if self.is_deferred_validation or sent_back:
            return cleaned
        for field, message in self.instance.missing(cleaned):
            if not (in_review and field in BY_REVIEW):
                self.add_error(field if field in self.fields else None, message)
        return cleaned

    def _is_in_review(self):
        return "action-publish" not in self.data and any(
            action in self.data for action in IN_REVIEW
        )


class ReviewedPage(models.Model):
    """Author, reviewer and the dates of the review.

    A page is written by one therapist and reviewed by another, or by the author a day
    later where there is nobody else. After `next_review_on` it tells its readers so,
    and editors find it on their home page.
    """

    author = models.ForeignKey(
        "therapists.Therapist",
        models.PROTECT,
        related_name="+",
        verbose_name=_("author"),
    )
    reviewed_by = models.ForeignKey(
        "therapists.Therapist",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    next_review_on = models.DateField(
        _("next review"),
        null=True,
        blank=True,
        help_text=_("After this day the page says that its review is overdue."),
    )

    base_form_class = ReviewedPageForm
    # A copy, as for a translation, has other words, which nobody has reviewed.
    exclude_fields_in_copy = ["reviewed_by", "reviewed_on", "next_review_on"]

    checks_panel = ChecksPanel()
    review_panel = MultiFieldPanel(
        [
            FieldPanel("reviewed_by"),
            FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("next_review_on")]),
        ],
        _("Clinical review"),
    )

    class Meta:
        abstract = True

    @property
    def second_reader(self):
        """The reviewer, if that is somebody else than the author."""
        return None if self.reviewed_by_id == self.author_id else self.reviewed_by

    @property
    def is_overdue(self):
        today = clock.today(timezone.now())
        return bool(self.next_review_on and self.next_review_on < today)

    @property
    def claims(self):
        """Every claim of the boxes “How sure are we?” on the page."""
        streams = (getattr(self, "evidence", ()), getattr(self, "body", ()))
        return [
            claim
            for stream in streams
            for block in stream
            if block.block_type == "evidence"
            for claim in block.value["claims"]
        ]

    @property
    def sources(self):
        """The references that readers see, each once."""
        rows = (row for claim in self.claims for row in claim.sources)
        return list(dict.fromkeys(rows))

    def own_checks(self):
        """Checks for the editor, in addition to those of every page."""
        hidden = {
            row.key
            for claim in self.claims
            for row in claim["references"]
            if row and not row.is_complete
        }
        if hidden:
            keys = ", ".join(sorted(hidden))
            words = gettext("Unfinished references, not shown to readers: {keys}.")
            yield Check(False, words.format(keys=keys))

    def missing(self, cleaned):
        """(field, message) of everything still needed before publication."""
        if self.reviewer_needed(cleaned):
            if not cleaned.get("reviewed_by"):
                yield (
                    "reviewed_by",
                    gettext("Health content is read again by a second therapist."),
                )
            if not cleaned.get("reviewed_on"):
                yield "reviewed_on", gettext("Say when it was reviewed.")
        if cleaned.get("picture") and not cleaned.get("picture_alt"):
            yield "picture_alt", gettext("Say in words what the picture shows.")

    def reviewer_needed(self, cleaned):
        """Whether the page, as filled in, is about health and needs a reviewer."""
        return True

    def clean(self):
        super().clean()
        is_own = self.author_id and self.author_id == self.reviewed_by_id
        if is_own and not may_stand_as_reviewer(self, self.author):
            raise ValidationError(
                {
                    "reviewed_by": gettext(
                        "The reviewer must be somebody else than the author."
                    )
                }
            )
        if (
            self.reviewed_on
            and self.next_review_on
            and self.next_review_on <= self.reviewed_on
        ):
            raise ValidationError(
                {
                    "next_review_on": gettext(
                        "The next review must be after the last one."
                    )
                }
            )


class ReviewedQuerySet(models.QuerySet):
    """Questions asked of all pages with a review date."""

    def overdue(self, today):
        return self.filter(next_review_on__lt=today)
