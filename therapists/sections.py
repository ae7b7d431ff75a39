"""The therapist of the month and testimonials on pages of other apps."""

from django.http import HttpRequest
from wagtail.models import Page

from content import sections
from therapists.models import InterviewPage, Testimonial

SHOWN = 2


def therapist_of_the_month(page: Page, request: HttpRequest) -> dict[str, object]:
    """The newest interview that has begun, or None."""
    return {"featured": InterviewPage.objects.begun().first()}


def testimonials(page: Page, request: HttpRequest) -> dict[str, object]:
    """A few published testimonials."""
    return {"testimonials": Testimonial.objects.published()[:SHOWN]}


def register() -> None:
    """Register these sections under their names."""
    for each in (therapist_of_the_month, testimonials):
        sections.add(each.__name__, each)
