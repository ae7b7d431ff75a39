"""React when a page is published or unpublished, or sent to its review."""

from django.utils import timezone

from blog import clinical_review, guests, review_workflow
from outbox import services as outbox

REVIEW_WAITED = "review_waited"


def tell_guests(sender, instance, **kwargs):
    """Tell the guests of an event that has changed or is cancelled."""
    instance.share_facts()
    guests.tell_guests(event=instance.original, now=timezone.now())


def review_translations(sender, **kwargs):
    """Let pages below a translated index be reviewed like those below its original."""
    review_workflow.ensure()


def write_to_an_author_alone(sender, instance, **kwargs):
    """Tell an author without a second reader when they may review their page."""
    page = instance.content_object.specific
    author = getattr(page, "author", None)
    if author and author.user and clinical_review.is_alone(author):
        now = timezone.now()
        letter = outbox.letter(
            kind=REVIEW_WAITED,
            reference=page.pk,
            to_staff=author.user,
            due_at=now + clinical_review.ALONE_WAITS,
            now=now,
        )
        outbox.post(letter)
