"""A canary for each key that health data is sealed with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clients", "0005_readings_join_the_log")]

    operations = [
        migrations.CreateModel(
            name="Canary",
            fields=[
                (
                    "key_id",
                    models.CharField(
                        max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
            options={"verbose_name_plural": "canaries"},
        ),
    ]
