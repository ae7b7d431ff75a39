"""What every template of the site may need."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

from clinic.models import ClinicDetails, Location, TextPage


def site(request):
    """The clinic, its menu and its locations; each is read when it is printed."""
    return {
        "clinic": SimpleLazyObject(ClinicDetails.objects.with_pages),
        "menu": SimpleLazyObject(_menu),
        "text_pages": SimpleLazyObject(_text_pages),
        "locations": SimpleLazyObject(lambda: list(Location.objects.all())),
        "demo": settings.DEMO,
        "site_url": settings.SITE_URL,
    }


def _menu():
    return list(Page.objects.live().in_menu().order_by("path"))


def _text_pages():
    return list(TextPage.objects.live().order_by("path").only("title", "url_path"))
