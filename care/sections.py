"""Exercises on pages of other apps."""

from care.models import ExercisePage
from content import sections


def try_this(page, request):
    """The exercise that a page invites to try, if its page is live; or None."""
    pages = ExercisePage.objects.live().for_listing()
    return {"try": pages.filter(pk=page.try_page_id).first()}


def register():
    """Add it under its name."""
    sections.add(try_this.__name__, try_this)
