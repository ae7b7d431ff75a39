"""Register the project's own checks and timed jobs."""

from datetime import timedelta

from django.core.checks import Tags, register
from django.core.management import call_command

from clinic import checks, liveness
from outbox import jobs


def publish_scheduled(now):
    """Publish and expire scheduled pages."""
    call_command("publish_scheduled", verbosity=0)


def forget(now):
    """Delete data that is no longer needed; `forget.py` has the table."""
    call_command("forget", verbosity=0)


for check in checks.ALL:
    register(check, Tags.security)
jobs.add(publish_scheduled, every=timedelta(minutes=1))
jobs.add(forget, every=timedelta(hours=1))
jobs.add(liveness.worker_lives, every=timedelta(seconds=liveness.BEAT))
