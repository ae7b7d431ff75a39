"""Register intake with the apps below; run once, when Django is ready."""

from django.apps import apps
from django.db.models.signals import post_migrate

from clients import files
from clients.signals import browser_proven
from intake import services


def publish_forms(**signal):
    """Publish changed forms after a migration, so with every release."""
    services.publish_forms()


def break_seals(client, **signal):
    """Shut out browsers that only had the link, once a browser is proven."""
    services.break_seals(client=client)


browser_proven.connect(break_seals)
files.read_through("intake.Submission.client", "Submission.objects.of(client)")
files.tell_apart(services.born_on_different_days)
post_migrate.connect(publish_forms, sender=apps.get_app_config("intake"))
