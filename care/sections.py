"""Exercises on pages of other apps."""

from django.http import HttpRequest

from care.models import ExercisePage
from content import sections
from content.models import HomePage
from locations.locales import for_readers


def try_this(page: HomePage, request: HttpRequest) -> dict[str, object]:
    """The exercise that a page suggests, if the exercise's page is live; or None."""
    pages = for_readers(ExercisePage.objects).for_listing()
    return {"try": pages.filter(pk=page.try_page_id).first()}


def register() -> None:
    """Register the section under its name."""
    sections.add(try_this.__name__, try_this)
