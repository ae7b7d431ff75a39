"""The form for a first visit, so that a new clinic can take bookings at once."""

import tomllib
from pathlib import Path

from django.db import migrations
from django.utils import timezone

FORM = Path(__file__).parent.parent / "questionnaires" / "first_visit.toml"


def add_form(apps, schema_editor):
    form = apps.get_model("intake", "IntakeForm").objects.create(
        name="First visit", slug="first-visit"
    )
    apps.get_model("intake", "FormVersion").objects.create(
        form=form,
        number=1,
        definition=tomllib.loads(FORM.read_text()),
        published_at=timezone.now(),
    )


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [migrations.RunPython(add_form, migrations.RunPython.noop)]
