"""What intake plugs into Django; read once, when it is ready."""

from django.apps import apps
from django.db.models.signals import post_migrate

from intake import services


def publish_forms(**signal):
    """After a migration, so with every new release."""
    services.publish_forms()


post_migrate.connect(publish_forms, sender=apps.get_app_config("intake"))
