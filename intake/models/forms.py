"""Intake forms and their versions; a published version never changes."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language

from intake.schema import Form, form_from


class IntakeForm(models.Model):
    """A form that clients fill in before a visit, through all its versions."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    def current(self, slug: str) -> "FormVersion":
        """The newest version of a form; DoesNotExist when there is none."""
        return self.filter(form__slug=slug).latest("number")


class FormVersion(models.Model):
    """One published state of a form; `definition` is read by `intake.schema`."""

    form = models.ForeignKey(IntakeForm, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    published_at = models.DateTimeField()

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "number"], name="form_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} v{self.number}"

    @property
    def schema(self) -> Form:
        """The questions as values, worded for their reader."""
        language = get_language()
        if language not in self._by_language:
            self._by_language[language] = form_from(self.definition)
        return self._by_language[language]

    @cached_property
    def _by_language(self) -> dict[str | None, Form]:
        return {}
