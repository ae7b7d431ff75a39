"""Counts of article readings, with nothing about the readers."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Sum
from wagtail.models import Page

LATELY = timedelta(days=30)


class ReadCountQuerySet(models.QuerySet["ReadCount"]):
    def add(self, article: Page, day: date) -> None:
        """Count one more reading of an article on a day."""
        row, _ = self.get_or_create(article=article, day=day)
        self.filter(pk=row.pk).update(times=F("times") + 1)

    def most_read(self, today):
        """{"article__title", "n"} of the last thirty days, the most read first."""
        lately = self.filter(day__gt=today - LATELY)
        return lately.values("article__title").annotate(n=Sum("times")).order_by("-n")

    def of(self, article):
        """All readings of an article."""
        return self.filter(article=article).aggregate(n=Sum("times"))["n"] or 0


class ReadCount(models.Model):
    """Readings of one article on one day: a number, no visitor, no cookie."""

    article = models.ForeignKey(
        "blog.ArticlePage", models.CASCADE, related_name="read_counts"
    )
    day = models.DateField()
    times = models.PositiveIntegerField(default=0)

    objects = ReadCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "day"], name="one_read_count_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.article}, {self.day}: {self.times}"
