"""Timed jobs of the worker; each app adds its own from `registrations.py`."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import translation

from outbox import languages

log = logging.getLogger(__name__)


@dataclass
class Job:
    """A function of `now` that the worker calls once in every interval."""

    run: object
    every: timedelta
    due_at: datetime | None = None


# In the order in which the apps added them.
registered: list[Job] = []


def add(run, *, every):
    """Register `run(now)` for the worker to call; it must be safe to call again."""
    registered.append(Job(run, every))


def run_due(now):
    """Run the jobs that are due, in the clinic's language, whatever ran before.

    A failed one is retried next time; mails still go.
    """
    for job in registered:
        if job.due_at and now < job.due_at:
            continue
        job.due_at = now + job.every
        try:
            with translation.override(languages.default()):
                job.run(now)
        except Exception:  # the worker outlives whatever a job does
            log.exception("The job %s failed", job.run.__qualname__)
