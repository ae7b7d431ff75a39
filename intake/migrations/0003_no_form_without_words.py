"""Take out the version that a new clinic has from 0002, whose file has no words now.

The forms are published with their words in all languages after every migration.
"""

from django.db import migrations


def remove_wordless(apps, schema_editor):
    versions = apps.get_model("intake", "FormVersion").objects
    versions.exclude(definition__has_any_keys=["title", "words"]).delete()


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_first_visit_form")]

    operations = [migrations.RunPython(remove_wordless, migrations.RunPython.noop)]
