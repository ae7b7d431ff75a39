"""References, techniques, muscles, terms and conditions."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from care.usage import used_by
from content.list_fields import TranslatedListField
from locations.presented import Presented
from locations.translated import TranslatedCharField, TranslatedRow, TranslatedTextField


class Shared(models.Model):
    """A row that pages and other rows refer to; it cannot be deleted while any do.

    The database protects only the targets of foreign keys. `delete` raises
    `ProtectedError` for lists of rows and blocks of pages as well.
    """

    class Meta:
        abstract = True

    def delete(self, *args, **kwargs):
        if users := used_by(self):
            raise ProtectedError(f"“{self}” is used by {', '.join(users)}.", {self})
        return super().delete(*args, **kwargs)


class Reference(TranslatedRow, index.Indexed, Shared):
    """A published source. Readers see it only if they can look it up themselves.

    `checked_on` is the day on which our text was last compared with it.
    """

    key = models.CharField(_("short key"), max_length=10, unique=True)
    authors = models.CharField(
        _("authors"),
        max_length=300,
        blank=True,
        help_text=_("Or the body that publishes it."),
    )
    title = models.CharField(_("title"), max_length=300)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(
        _("journal or publisher"),
        max_length=200,
        blank=True,
        help_text=_("With volume and pages: BMJ 361:k1662."),
    )
    doi = models.CharField(
        _("DOI"),
        max_length=120,
        blank=True,
        validators=[
            RegexValidator(r"^10\.\d{4,9}/\S+$", _("Such as 10.1136/bmj.k1662."))
        ],
    )
    address = models.URLField(
        _("web address"), blank=True, help_text=_("Where there is no DOI.")
    )
    note = TranslatedCharField(
        _("note"),
        max_length=200,
        blank=True,
        help_text=_("Such as: 33 trials, 1,994 people."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    panels = [
        "key",
        "authors",
        "title",
        FieldRowPanel([FieldPanel("source"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("doi"), FieldPanel("address")]),
        "note",
        "checked_on",
    ]
    search_fields = [
        index.SearchField("authors"),
        index.SearchField("title"),
        index.AutocompleteField("authors"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["key"]

    def __str__(self):
        return f"{self.key} {self.citation}"[:100]

    @property
    def citation(self):
        """“Mellor R et al. Education plus exercise … BMJ 361:k1662, 2018.”"""
        published = ", ".join(str(part) for part in (self.source, self.year) if part)
        parts = (self.authors, self.title, published)
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)

    @property
    def link(self):
        """The URL of the DOI, or the URL."""
        return f"https://doi.org/{self.doi}" if self.doi else self.address

    @property
    def lacks(self):
        """What is missing before readers can see it; empty if nothing is."""
        parts = {
            gettext("authors"): self.authors,
            gettext("year"): self.year,
            gettext("journal or publisher"): self.source,
            gettext("DOI or address"): self.link,
            gettext("day of the check"): self.checked_on,
        }
        return ", ".join(name for name, value in parts.items() if not value)

    @property
    def is_complete(self):
        return not self.lacks


class Technique(TranslatedRow, index.Indexed, Shared):
    """A way to give a treatment, with what is known about it."""

    name = TranslatedCharField(_("name"), max_length=80)
    slug = models.SlugField(_("part of the address"), unique=True)
    what_it_is = TranslatedTextField(_("what it is"), blank=True)
    what_it_feels_like = TranslatedTextField(_("what it feels like"), blank=True)
    what_is_known = TranslatedTextField(_("what is known"), blank=True)
    who_should_avoid_it = TranslatedTextField(_("who should avoid it"), blank=True)
    picture = models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = TranslatedCharField(_("picture in words"), max_length=250, blank=True)
    references = models.ManyToManyField(
        Reference, blank=True, related_name="+", verbose_name=_("references")
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("technique")
        verbose_name_plural = _("techniques")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Spoken(TranslatedRow, Shared):
    """A word that readers may not know how to pronounce or spell."""

    pronunciation = TranslatedCharField(
        _("pronunciation"),
        max_length=80,
        blank=True,
        help_text=_("Respelled, such as SOH-us."),
    )
    ipa = models.CharField(_("IPA"), max_length=80, blank=True)
    misspellings = TranslatedListField(
        separator=",",
        help_text=_(
            "How people type it, with commas between: siatica, sciatika. "
            "The search understands these."
        ),
        verbose_name=_("misspellings"),
    )

    class Meta:
        abstract = True


class Muscle(index.Indexed, Spoken):
    """A muscle: its pronunciation, course, function and neighbours."""

    name = TranslatedCharField(_("name"), max_length=80)
    slug = models.SlugField(_("part of the address"), unique=True)
    latin = models.CharField(_("Latin name"), max_length=80, blank=True)
    origin = TranslatedTextField(_("origin"), blank=True)
    course = TranslatedTextField(_("course"), blank=True)
    insertion = TranslatedTextField(_("insertion"), blank=True)
    action = TranslatedTextField(_("action"), blank=True)
    neighbors = TranslatedTextField(_("neighbors"), blank=True)
    relations = TranslatedTextField(_("relations"), blank=True)
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related"))
    references = models.ManyToManyField(
        Reference, blank=True, related_name="+", verbose_name=_("references")
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("muscle")
        verbose_name_plural = _("muscles")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Term(index.Indexed, Spoken):
    """A term of the glossary, in plain language."""

    name = TranslatedCharField(_("name"), max_length=80)
    slug = models.SlugField(_("part of the address"), unique=True)
    meaning = TranslatedTextField(_("meaning"), blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Condition(TranslatedRow, Presented, index.Indexed, Shared):
    """A complaint that people come with, such as low back pain.

    It has no parent of its own: where conditions form a tree, the pages do.
    """

    class BodyRegion(models.TextChoices):
        LOWER = "lower body", _("lower body")
        UPPER = "upper body", _("upper body")
        WHOLE = "whole body", _("whole body")

    name = TranslatedCharField(_("name"), max_length=80)
    slug = models.SlugField(_("part of the address"), unique=True)
    also_called = TranslatedCharField(_("also called"), max_length=160, blank=True)
    pronunciation = TranslatedCharField(_("pronunciation"), max_length=80, blank=True)
    body_region = models.CharField(_("body region"), max_length=20, choices=BodyRegion)
    summary = TranslatedTextField(_("summary"), blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["name"]

    def __str__(self):
        return self.name
