"""Rename what a condition page says of massage, also in its drafts and versions."""

import wagtail.fields
from django.db import migrations

NEW_NAMES = {"massage_can": "treatment_can", "massage_cannot": "treatment_cannot"}
OLD_NAMES = {new: old for old, new in NEW_NAMES.items()}


def rename(apps, names):
    """Rename keys in every version of a condition page."""
    versions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="blog", content_type__model="conditionpage"
    )
    for version in versions.iterator():
        content = version.content.items()
        version.content = {names.get(key, key): value for key, value in content}
        version.save(update_fields=["content"])


def to_new(apps, schema_editor):
    rename(apps, NEW_NAMES)


def to_old(apps, schema_editor):
    rename(apps, OLD_NAMES)


class Migration(migrations.Migration):
    dependencies = [("blog", "0005_price_in_any_currency")]

    operations = [
        migrations.RenameField("conditionpage", "massage_can", "treatment_can"),
        migrations.RenameField("conditionpage", "massage_cannot", "treatment_cannot"),
        migrations.AlterField(
            model_name="conditionpage",
            name="treatment_can",
            field=wagtail.fields.RichTextField(
                blank=True, verbose_name="what treatment can add"
            ),
        ),
        migrations.RunPython(to_new, to_old),
    ]
