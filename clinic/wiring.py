"""What the clinic plugs into registries; read once, when Django is ready."""

from datetime import timedelta

from django.core.checks import Tags, register
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page

from clinic import checks, guarded, health, services, structured
from clinic.forms import ContactForm
from clinic.models import FaqPage, HomePage, LocationPage
from outbox import jobs, kinds


def publish_scheduled(now):
    """Let Wagtail publish and expire the pages whose time has come."""
    call_command("publish_scheduled", verbosity=0)


def forget(now):
    """Delete what is no longer needed; `forget.py` has the table of how long."""
    call_command("forget", verbosity=0)


# Every published page is public: lists, feeds and search ask nobody who may see it.
Page.private_page_options = []

for check in checks.ALL:
    register(check, Tags.security)
jobs.add(publish_scheduled, every=timedelta(minutes=1))
jobs.add(forget, every=timedelta(hours=1))
jobs.add(health.worker_lives, every=timedelta(seconds=health.BEAT))
structured.describe(HomePage, structured.home_page)
structured.describe(LocationPage, structured.location_page)
structured.describe(FaqPage, structured.faq_page)

kinds.add(services.CONTACT, "name", "clinic", private=True)
guarded.add("contact", ContactForm, lambda page: reverse("contact"))
