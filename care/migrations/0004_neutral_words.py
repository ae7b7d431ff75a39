"""Exercises of pressure, called self-massage before, and an example of misspellings."""

import content.list_fields
from django.db import migrations, models

BEFORE, NOW = "self-massage", "pressure"


def to_now(apps, schema_editor):
    exercises = apps.get_model("care", "Exercise").objects
    exercises.filter(purpose=BEFORE).update(purpose=NOW)


def to_before(apps, schema_editor):
    exercises = apps.get_model("care", "Exercise").objects
    exercises.filter(purpose=NOW).update(purpose=BEFORE)


def misspellings():
    return content.list_fields.ListField(
        blank=True,
        default=list,
        help_text="How people type it, with commas between: siatica, sciatika. "
        "The search understands these.",
        separator=",",
    )


class Migration(migrations.Migration):
    dependencies = [("care", "0003_list_fields")]

    operations = [
        migrations.AlterField(
            model_name="exercise",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("rest", "Rest"),
                    ("mobility", "Mobility"),
                    ("stretch", "Stretch"),
                    ("strength", "Strength"),
                    ("breathing", "Breathing"),
                    ("walking", "Walking"),
                    ("pressure", "Pressure"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunPython(to_now, to_before),
        migrations.AlterField("muscle", "misspellings", misspellings()),
        migrations.AlterField("term", "misspellings", misspellings()),
    ]
