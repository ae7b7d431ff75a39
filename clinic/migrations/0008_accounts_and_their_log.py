"""The log as a chain, roles that wait, and accounts with one address and no password."""

import uuid

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import migrations, models
from django.db.models.functions import Lower


def name_accounts(apps, schema_editor):
    """Give each account the UUID that names it in the log, and no password."""
    for user in apps.get_model("clinic", "User").objects.iterator():
        user.uid = uuid.uuid4()
        if not user.password.startswith(UNUSABLE_PASSWORD_PREFIX):
            user.password = make_password(None)
        user.email = user.email.lower()
        user.save(update_fields=["uid", "password", "email"])


def keep_one_address(apps, schema_editor):
    """Forget addresses that let somebody in beside the one of the account."""
    addresses = apps.get_model("account", "EmailAddress").objects
    own = addresses.annotate(plain=Lower("email"), own=Lower("user__email"))
    others = own.exclude(plain=models.F("own")).values_list("pk", flat=True)
    addresses.filter(pk__in=list(others)).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("clinic", "0007_red_flags_and_claims"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.AddField("user", "uid", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(name_accounts, migrations.RunPython.noop),
        migrations.AlterField("user", "uid", models.UUIDField(default=uuid.uuid4, unique=True, editable=False)),
        migrations.RunPython(keep_one_address, migrations.RunPython.noop),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(choices=[("Editor", "Editor"), ("Front desk", "Front desk"), ("Therapist", "Therapist"), ("Clinical lead", "Clinical lead"), ("Owner", "Owner")], max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("effective_at", models.DateTimeField()),
                ("given_by", models.ForeignKey(on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("user", models.ForeignKey(on_delete=models.CASCADE, related_name="waiting_roles", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["effective_at"],
                "constraints": [models.UniqueConstraint(fields=("user", "role"), name="a_role_waits_once_for_an_account")],
            },
        ),
        migrations.CreateModel(
            name="LogHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.BigIntegerField(default=0)),
                ("seal", models.CharField(blank=True, max_length=64)),
                ("mark", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("reading", "read"), ("export", "exported"), ("contact_changed", "changed contact details"), ("signed_in", "signed in"), ("signed_out", "signed out"), ("account_made", "made an account"), ("account_closed", "closed an account"), ("account_opened", "opened an account again"), ("address_changed", "changed an address"), ("factor_added", "added a second factor"), ("factor_removed", "removed a second factor"), ("role_asked", "gave a role that waits"), ("role_withdrawn", "withdrew a role that waited"), ("role_given", "gave a role"), ("role_taken", "took a role")], max_length=20)),
                ("subject", models.UUIDField(null=True)),
                ("actor", models.UUIDField(null=True)),
                ("details", models.JSONField(default=dict)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("stamp", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField(null=True, unique=True)),
                ("seal", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "kind", "-at"], name="log_by_subject"),
                    models.Index(condition=models.Q(("seq__isnull", True)), fields=["at"], name="log_to_be_sealed"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seal", ""), ("seq__isnull", True)),
                            models.Q(("seq__isnull", False), models.Q(("seal", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="numbered_entries_are_sealed",
                    ),
                ],
            },
        ),
    ]
