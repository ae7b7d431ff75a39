"""What the clinic plugs into the outbox's worker; read once, when Django is ready."""

from datetime import timedelta

from django.core.management import call_command

from outbox import jobs


def publish_scheduled(now):
    """Let Wagtail publish and expire the pages whose time has come."""
    call_command("publish_scheduled", verbosity=0)


jobs.add(publish_scheduled, every=timedelta(minutes=1))
