"""Messages keep what they are about instead of what they say."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_what_visitors_wrote(apps, schema_editor):
    """The text of a waiting contact message stood among its facts, and nowhere else."""
    Message = apps.get_model("outbox", "Message")
    waiting = Message.objects.filter(kind="contact_message", state="waiting")
    for message in waiting:
        facts = dict(message.facts)
        message.values = {
            "name": facts.get("From", ""),
            "email": facts.get("E-mail", ""),
            "message": facts.get("Message", ""),
        }
        message.save(update_fields=["values"])


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("outbox", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(keep_what_visitors_wrote, migrations.RunPython.noop),
        migrations.RemoveField("message", "facts"),
        migrations.RemoveField("message", "actions"),
        migrations.RemoveField("message", "attachment"),
        migrations.RemoveField("message", "check_name"),
        migrations.RenameField("message", "last_error", "reason"),
        migrations.AlterField(
            "message",
            "reason",
            models.CharField(
                blank=True, help_text="Why it has not left, or will not.", max_length=200
            ),
        ),
        migrations.AlterField(
            "message", "subject", models.CharField(blank=True, max_length=200)
        ),
        migrations.AlterField(
            "message", "to", models.EmailField(blank=True, max_length=254)
        ),
        migrations.AlterField(
            "message",
            "values",
            models.JSONField(default=dict, help_text="What stands nowhere else."),
        ),
        migrations.AddField(
            "message",
            "reference",
            models.BigIntegerField(
                blank=True, help_text="A row of the past of what it is about.", null=True
            ),
        ),
        migrations.AddField(
            "message",
            "to_staff",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "message",
            "demo_copy",
            models.JSONField(
                blank=True, help_text="The mail itself; only a demo keeps it.", null=True
            ),
        ),
        migrations.AlterField(
            "wording",
            "paragraphs",
            models.TextField(
                help_text="One empty line between paragraphs. A paragraph is left out "
                "when something that it names in braces is not so, such as a deadline "
                "that is over."
            ),
        ),
    ]
