"""The shared vocabulary: entered once, pointed at everywhere."""

from django.db import models
from wagtail.search import index


class Reference(index.Indexed, models.Model):
    """A published source. `checked` says that we compared our text with it."""

    key = models.CharField(max_length=10, unique=True)
    citation = models.TextField()
    checked = models.BooleanField(default=False)

    search_fields = [index.SearchField("citation"), index.AutocompleteField("citation")]

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return f"{self.key} {self.citation}"[:100]


class Technique(index.Indexed, models.Model):
    """How a treatment is done, with what is known about it."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    what_it_is = models.TextField(blank=True)
    what_it_feels_like = models.TextField(blank=True)
    what_is_known = models.TextField(blank=True)
    who_should_avoid_it = models.TextField(blank=True)
    references = models.ManyToManyField(Reference, blank=True, related_name="+")

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Condition(index.Indexed, models.Model):
    """Something that people come with, such as low back pain.

    It has no parent of its own: where conditions form a tree, the pages do.
    """

    class BodyRegion(models.TextChoices):
        LOWER = "lower body", "lower body"
        UPPER = "upper body", "upper body"
        WHOLE = "whole body", "whole body"

    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    also_called = models.CharField(max_length=160, blank=True)
    pronunciation = models.CharField(max_length=80, blank=True)
    body_region = models.CharField(max_length=20, choices=BodyRegion)
    summary = models.TextField(blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
