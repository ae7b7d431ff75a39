"""What readers leave behind, and what the clinic does with it."""

from django.db import transaction

from blog.models import Comment, ReadCount, TopicSuggestion
from blog.models.comments import hash_of
from care.red_flag_words import may_be_urgent

NAME_LENGTH = Comment._meta.get_field("name").max_length


def leave_comment(*, article, name, email, text, now):
    """Keep a comment until somebody has read it. The same one twice is one."""
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


def moderate(*, comment, status, user):
    """Publish or reject a comment."""
    comment.status, comment.staff = status, user
    comment.save(update_fields=["status", "staff"])


@transaction.atomic
def reply(*, comment, text, user, now):
    """Answer a comment under it, and publish both."""
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


def suggest_topic(*, topic, why, email, now):
    """Keep a suggestion for the editors. The same topic twice in a row is one."""
    found = TopicSuggestion.objects.new().filter(topic__iexact=topic, email=email)
    return found.first() or TopicSuggestion.objects.create(
        topic=topic, why=why, email=email, suggested_at=now
    )


def count_reading(*, article, day):
    """One more person has read an article."""
    ReadCount.objects.add(article, day)
