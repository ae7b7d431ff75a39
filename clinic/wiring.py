"""What the clinic plugs into registries; read once, when Django is ready."""

from datetime import timedelta

from django.core.checks import Tags, register
from django.core.management import call_command
from django.db import models
from django.urls import reverse
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.views.account import AvatarSettingsPanel, BaseSettingsPanel
from wagtail.models import Page

from clinic import (
    account_letters,
    checks,
    guarded,
    health,
    letters,
    log,
    structured,
    team,
)
from clinic.admin_forms import TimeOfDayField, TimeOfDayInput
from clinic.forms import ContactForm
from clinic.models import FaqPage, HomePage, LocationPage
from clinic.pictures.forms import AvatarForm
from outbox import jobs, kinds


def publish_scheduled(now):
    """Let Wagtail publish and expire the pages whose time has come."""
    call_command("publish_scheduled", verbosity=0)


def forget(now):
    """Delete what is no longer needed; `forget.py` has the table of how long."""
    call_command("forget", verbosity=0)


# Every published page is public: lists, feeds and search ask nobody who may see it.
Page.private_page_options = []

# A photo of somebody on the staff is a picture like any other.
AvatarSettingsPanel.form_class = AvatarForm
AvatarSettingsPanel.template_name = BaseSettingsPanel.template_name  # shows errors
register_form_field_override(
    models.TimeField, override={"form_class": TimeOfDayField, "widget": TimeOfDayInput}
)

for check in checks.ALL:
    register(check, Tags.security)
jobs.add(publish_scheduled, every=timedelta(minutes=1))
jobs.add(log.seal, every=timedelta(seconds=10))
jobs.add(team.grant_due, every=timedelta(minutes=1))
jobs.add(forget, every=timedelta(hours=1))
jobs.add(health.worker_lives, every=timedelta(seconds=health.BEAT))
structured.describe(HomePage, structured.home_page)
structured.describe(LocationPage, structured.location_page)
structured.describe(FaqPage, structured.faq_page)

for kind in (*account_letters.ALL, letters.ContactMessage):
    kinds.add(kind)
kinds.sign_with(letters.signature)
guarded.add("contact", ContactForm, lambda page: reverse("contact"))
