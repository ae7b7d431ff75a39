"""Clinical review: a therapist reads health content before it is published."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from locations import clock

YEAR = timedelta(days=365)


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
        """Let only therapists approve, and never the author."""
        actions = super().get_actions(obj, user)
        if _may_approve(obj.specific, user):
            return actions
        return [action for action in actions if action[0] != "approve"]

    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == "approve":
            _note_review(task_state, user)
            task_state.approve(user=user, **kwargs)
        elif action_name == "reject":
            task_state.reject(user=user, **kwargs)


def _may_approve(page, user):
    therapist = getattr(user, "therapist", None)
    return bool(therapist) and therapist != getattr(page, "author", None)


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
