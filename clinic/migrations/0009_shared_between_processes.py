"""Counts and values that all processes of the site share."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("clinic", "0008_accounts_and_their_log"),
    ]

    operations = [
        migrations.CreateModel(
            name='SharedValue',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('value', models.TextField()),
                ('ends_at', models.BigIntegerField(db_index=True, verbose_name='seconds since 1970')),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('times', models.PositiveIntegerField()),
                ('ends_at', models.BigIntegerField(db_index=True, verbose_name='seconds since 1970')),
            ],
            options={
                'verbose_name_plural': 'tallies',
            },
        ),
    ]
