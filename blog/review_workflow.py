"""The workflow “Clinical review”, and the parts of the tree that follow it."""

from django.contrib.auth.models import Group
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from accounts.roles import Role
from blog.models import ArticleIndexPage, ClinicalReviewTask, ConditionIndexPage

NAME = "Clinical review"
REVIEWERS = (Role.THERAPIST, Role.CLINICAL_LEAD)


def ensure():
    """Create the workflow for articles and condition pages; safe to repeat."""
    task, _ = ClinicalReviewTask.objects.get_or_create(name=NAME)
    task.groups.set(Group.objects.filter(name__in=REVIEWERS))
    workflow, _ = Workflow.objects.get_or_create(name=NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    # Wagtail creates a workflow for groups that we do not have.
    Workflow.objects.exclude(pk=workflow.pk).filter(name="Moderators approval").delete()
    for index in _indexes():
        WorkflowPage.objects.update_or_create(
            page=index, defaults={"workflow": workflow}
        )


def _indexes():
    kinds = (ArticleIndexPage, ConditionIndexPage)
    ids = [page.pk for kind in kinds for page in kind.objects.all()]
    return Page.objects.filter(pk__in=ids)
