"""The clinic's own words are of one language; those there were are English."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='wording',
            options={'ordering': ['kind', 'language']},
        ),
        migrations.AddField(
            model_name='wording',
            name='language',
            field=models.CharField(default='en', max_length=10),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='wording',
            name='kind',
            field=models.CharField(max_length=40),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(fields=('kind', 'language'), name='one_wording_in_each_language'),
        ),
    ]
