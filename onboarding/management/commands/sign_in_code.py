"""Print a code to sign in with, as long as mail does not bring it."""

from django.core.management.base import BaseCommand, CommandError

from accounts.message_kinds import SignInCode
from outbox.models import Message


class Command(BaseCommand):
    help = (
        "Print the last code to sign in with that has not left by mail. Ask for one "
        "at /admin/ first; it works for ten minutes."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address of the account")

    def handle(self, *, email, **options):
        waiting = Message.objects.waiting().filter(
            kind=SignInCode.name, to__iexact=email
        )
        newest = waiting.order_by("created_at").last()
        if newest is None:
            raise CommandError(f"No code waits for {email}: ask for one at /admin/.")
        self.stdout.write(newest.values["code"])
