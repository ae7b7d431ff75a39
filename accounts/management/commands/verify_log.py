"""Check whether an entry of the audit log was changed, removed or inserted."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.timesince import timesince

from accounts import audit_log

LATE = timedelta(minutes=15)


class Command(BaseCommand):
    help = "Check the chain of the log; ends with an error when it is not whole."

    def add_arguments(self, parser):
        parser.add_argument(
            "--renew",
            action="store_true",
            help="after a change of SECRET_KEY: write the seals anew with it",
        )

    def handle(self, *, renew, **options):
        now = timezone.now()
        report = audit_log.verify(now)
        if report.problems:
            raise CommandError("\n".join(["The log is not whole:", *report.problems]))
        self.stdout.write(f"The log is whole: {report.sealed} sealed entries.")
        if report.waiting:
            self._tell_of_waiting(report, now)
        if renew:
            self.stdout.write(f"{audit_log.renew()} entries bear new seals.")

    def _tell_of_waiting(self, report, now):
        age = timesince(now - report.oldest_waits, now)
        self.stdout.write(f"{report.waiting} wait for a seal, the oldest for {age}.")
        if report.oldest_waits > LATE:
            self.stderr.write("Is the worker running? It seals new entries.")
