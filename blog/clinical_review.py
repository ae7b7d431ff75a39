"""Clinical review: a therapist reads health content before it is published.

That is somebody else than the author. Where nobody else could, the author reads it
again after a day (docs/decisions/0028-review-alone.md).
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, WorkflowState

from locations import clock
from therapists.models import Therapist

YEAR = timedelta(days=365)
ALONE_WAITS = timedelta(days=1)


class ClinicalReviewTask(AbstractGroupApprovalTask):
    """A workflow task; the user who approves becomes the reviewer of the page."""

    class Meta:
        verbose_name = _("clinical review")

    @classmethod
    def get_description(cls):
        return gettext(
            "A therapist reads the page again; approving makes them its reviewer."
        )

    def get_actions(self, obj, user):
        """Let only therapists approve, and an author only after a day, if alone."""
        actions = super().get_actions(obj, user)
        if may_approve(obj.specific, user):
            return actions
        return [action for action in actions if action[0] != "approve"]

    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == "approve":
            _note_review(task_state, user)
            task_state.approve(user=user, **kwargs)
        elif action_name == "reject":
            task_state.reject(user=user, **kwargs)


def may_approve(page, user):
    """Whether somebody may approve a page that is in review now."""
    therapist = getattr(user, "therapist", None)
    if not therapist or therapist != getattr(page, "author", None):
        return bool(therapist)
    return is_alone(therapist) and _has_waited(page)


def is_alone(therapist):
    """Whether nobody else at the clinic could review what a therapist has written."""
    others = Therapist.objects.exclude(pk=therapist.pk)
    return not others.filter(user__is_active=True).exists()


def may_stand_as_reviewer(page, therapist):
    """Whether a page may name its author as its reviewer: alone, and after a day.

    What they have reviewed before stays so while it is edited.
    """
    before = type(page).objects.filter(pk=page.pk, reviewed_by=therapist)
    return is_alone(therapist) and (before.exists() or _has_waited(page))


def _has_waited(page):
    """Whether the review that is going on, or has just approved it, took a day."""
    newest = WorkflowState.objects.for_instance(page).order_by("-created_at").first()
    if newest is None:
        return False
    until = timezone.now()
    if newest.status == WorkflowState.STATUS_APPROVED:
        until = newest.current_task_state.finished_at
        if page.reviewed_on != clock.today(until):
            return False
    elif newest.status != WorkflowState.STATUS_IN_PROGRESS:
        return False
    return newest.created_at <= until - ALONE_WAITS


def _note_review(task_state, user):
    """Write reviewer and dates into the revision that is about to be approved."""
    page = task_state.revision.as_object()
    if not hasattr(page, "reviewed_by"):
        return
    today = clock.today(timezone.now())
    page.reviewed_by = user.therapist
    page.reviewed_on, page.next_review_on = today, today + YEAR
    task_state.revision = page.save_revision(user=user)
    task_state.save(update_fields=["revision"])
