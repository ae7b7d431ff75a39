"""What the clinic plugs into registries; read once, when Django is ready."""

from datetime import timedelta

from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page

from clinic import guarded, letters, structured
from clinic.forms import ContactForm
from clinic.models import FaqPage, HomePage, LocationPage
from outbox import jobs, kinds


def publish_scheduled(now):
    """Let Wagtail publish and expire the pages whose time has come."""
    call_command("publish_scheduled", verbosity=0)


# Every published page is public: lists, feeds and search ask nobody who may see it.
Page.private_page_options = []

jobs.add(publish_scheduled, every=timedelta(minutes=1))
structured.describe(HomePage, structured.home_page)
structured.describe(LocationPage, structured.location_page)
structured.describe(FaqPage, structured.faq_page)

kinds.sign_with(letters.signature)
kinds.add(letters.ContactMessage)
guarded.add("contact", ContactForm, lambda page: reverse("contact"))
