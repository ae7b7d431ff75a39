"""A reference in parts, so that an unfinished one can be told from a whole one."""

import django.core.validators
from django.db import migrations, models

import clinic.codes


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0002_emptysearch_exerciseindexpage_glossarypage_term_and_more"),
    ]

    operations = [
        migrations.RemoveField("reference", "checked"),
        migrations.RenameField("reference", "citation", "title"),
        migrations.AlterField("reference", "title", models.CharField(max_length=300)),
        migrations.AddField(
            "reference",
            "authors",
            models.CharField(
                blank=True,
                default="",
                help_text="Or the body that publishes it.",
                max_length=300,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='exercise',
            name='evidence_claim',
            field=models.CharField(default='This exercise', max_length=80, verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='exercise',
            name='red_flags',
            field=clinic.codes.RedFlagsField(blank=True, default=list, help_text='Signs with which nobody should start this exercise.'),
        ),
        migrations.AddField(
            model_name='reference',
            name='address',
            field=models.URLField(blank=True, help_text='Where there is no DOI.'),
        ),
        migrations.AddField(
            model_name='reference',
            name='checked_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reference',
            name='doi',
            field=models.CharField(blank=True, max_length=120, validators=[django.core.validators.RegexValidator('^10\\.\\d{4,9}/\\S+$', 'Such as 10.1136/bmj.k1662.')], verbose_name='DOI'),
        ),
        migrations.AddField(
            model_name='reference',
            name='note',
            field=models.CharField(blank=True, help_text='Such as: 33 trials, 1,994 people.', max_length=200),
        ),
        migrations.AddField(
            model_name='reference',
            name='source',
            field=models.CharField(blank=True, help_text='With volume and pages: BMJ 361:k1662.', max_length=200, verbose_name='journal or publisher'),
        ),
        migrations.AddField(
            model_name='reference',
            name='year',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='exercise',
            name='evidence_level',
            field=models.CharField(choices=[('A', 'A: fairly sure'), ('B', 'B: less sure'), ('C', 'C: research is thin')], max_length=1),
        ),
    ]
