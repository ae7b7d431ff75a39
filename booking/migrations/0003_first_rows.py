"""The rows that booking always has one of: its rules, and the schedule's version."""

from django.db import migrations


def add_rows(apps, schema_editor):
    apps.get_model("booking", "BookingRules").objects.create()
    apps.get_model("booking", "ScheduleVersion").objects.create()


class Migration(migrations.Migration):
    dependencies = [("booking", "0002_initial")]

    operations = [migrations.RunPython(add_rows, migrations.RunPython.noop)]
