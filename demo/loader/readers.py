"""Comments, suggestions and the like by readers of the demo clinic."""

from datetime import timedelta

from blog import services
from blog.models import ArticlePage, Comment, TopicSuggestion
from demo.loader.texts import DOMAIN, read
from therapists.models import Therapist

# A comment that was answered by e-mail does not go on the page.
STATUS = {
    "published": Comment.Status.PUBLISHED,
    "held": Comment.Status.HELD,
    "rejected": Comment.Status.REJECTED,
    "answered by e-mail": Comment.Status.REJECTED,
}


def load(now):
    for row in read("comments")["comment"]:
        _add_comment(row, now)
    for row in read("suggestions")["suggestion"]:
        TopicSuggestion.objects.get_or_create(
            topic=row["topic"],
            defaults={
                "why": row["why"],
                "status": row["status"],
                "note": row["note"],
                "article": ArticlePage.objects.filter(slug=row["article"]).first(),
                "suggested_at": now,
            },
        )


def _add_comment(row, now):
    written_at = now - timedelta(days=row["days_ago"])
    comment = services.leave_comment(
        article=ArticlePage.objects.get(slug=row["article"]),
        name=row["name"],
        email=f"{row['name'].split()[0].lower()}@{DOMAIN}",
        text=row["text"],
        now=written_at,
    )
    if row["status"] == "published" and row.get("reply"):
        user = Therapist.objects.get(slug=row["reply_by"]).user
        later = written_at + timedelta(hours=20)
        services.reply(comment=comment, text=row["reply"], user=user, now=later)
    else:
        services.moderate(comment=comment, status=STATUS[row["status"]], user=None)
