"""Make a superuser without a password, in place of Django's command."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User


class Command(BaseCommand):
    help = "Make a superuser. For a clinic, `roles --owner` is what you want."

    def add_arguments(self, parser):
        parser.add_argument("--email", help="the address of the account")
        parser.add_argument(
            "--noinput",
            "--no-input",
            action="store_false",
            dest="interactive",
            help="ask nothing",
        )

    def handle(self, *, email, interactive, **options):
        if not email and interactive:
            email = input("E-mail: ")
        if not email:
            raise CommandError("Name the address: --email you@your-clinic.example")
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"An account has the address {email} already.")
        User.objects.create_superuser(email)
        self.stdout.write(
            f"{email} is a superuser, without a password and without a role. "
            "The admin opens to roles alone:\n"
            f"  manage.py roles --owner {email}"
        )
