"""Rows that pages present: a row exists once, and each language has a page about it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.models import Page

from locations import languages, locales


class Presented:
    """Mixin for a row; pages point at it with `related_name="pages"`.

    Lists fetch them with `prefetch_related("pages")`.
    """

    pages: Any

    @property
    def page(self) -> Page | None:
        """The page in the reader's language, or else in the clinic's own.

        A draft only where no page is live.
        """
        found = {locales.language_of(page): page for page in self.pages.all()}
        live = {code: page for code, page in found.items() if page.live}
        here, own = languages.current(), languages.default()
        return live.get(here) or live.get(own) or found.get(here) or found.get(own)


class Presents:
    """Mixin for a page; it comes before `Page`. `presents` names the key to the row.

    A unique column would refuse the translation of the page, which has the same row.
    """

    presents: ClassVar[str]

    def clean(self) -> None:
        """Refuse a second page about the same row in one language."""
        super().clean()  # type: ignore[misc]
        row = getattr(self, f"{self.presents}_id")
        others = type(self)._default_manager.exclude(pk=self.pk)  # type: ignore[attr-defined]
        if row and others.filter(locale=self.locale, **{self.presents: row}).exists():  # type: ignore[attr-defined]
            raise ValidationError(gettext("There is a page about it already."))
