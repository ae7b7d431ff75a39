"""Say that there is nothing to change, in place of Django's command."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "No account has a password: people sign in with a code sent by mail."

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="?")

    def handle(self, **options):
        raise CommandError(
            "No account has a password. For a lost phone: manage.py lost_phone E-MAIL"
        )
