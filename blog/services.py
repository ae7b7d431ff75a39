"""Save what readers send in, and moderate it."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from blog.models import ArticlePage, Comment, ReadCount, TopicSuggestion
from blog.models.comments import hash_of
from care.red_flag_words import may_be_urgent

NAME_LENGTH = Comment._meta.get_field("name").max_length


def leave_comment(
    *, article: ArticlePage, name: str, email: str, text: str, now: datetime
) -> Comment:
    """Save a comment for moderation. The same comment twice is saved once."""
    comment, _ = Comment.objects.get_or_create(
        article=article,
        email=email,
        text_hash=hash_of(text),
        defaults={
            "name": name,
            "text": text,
            "may_be_urgent": may_be_urgent(text),
            "written_at": now,
        },
    )
    return comment


def moderate(*, comment: Comment, status: Comment.Status, user: User | None) -> None:
    """Publish or reject a comment."""
    comment.status, comment.staff = status, user
    comment.save(update_fields=["status", "staff"])


@transaction.atomic
def reply(*, comment: Comment, text: str, user: User, now: datetime) -> Comment:
    """Reply to a comment, and publish both."""
    moderate(comment=comment, status=Comment.Status.PUBLISHED, user=user)
    return Comment.objects.create(
        article=comment.article,
        name=str(user)[:NAME_LENGTH],
        text=text,
        status=Comment.Status.PUBLISHED,
        reply_to=comment,
        staff=user,
        written_at=now,
    )


def suggest_topic(
    *, topic: str, why: str, email: str, now: datetime
) -> TopicSuggestion:
    """Save a suggestion for the editors. The same topic twice in a row is one."""
    found = TopicSuggestion.objects.new().filter(topic__iexact=topic, email=email)
    return found.first() or TopicSuggestion.objects.create(
        topic=topic, why=why, email=email, suggested_at=now
    )


def count_reading(*, article: ArticlePage, day: date) -> None:
    """Count one more reading of an article on a day."""
    ReadCount.objects.add(article, day)
