"""Remove a lost second factor, when no other owner can do it."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import services
from accounts.models import User


class Command(BaseCommand):
    help = (
        "Take away every second factor of an account, so that its owner sets up "
        "another at the next sign-in. The person and the clinical leads are told."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address of the account")
        parser.add_argument("--reason", default="", help="why; it is logged")

    def handle(self, *, email, reason, **options):
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"No account has the address {email}.")
        reason = reason or "manage.py lost_phone"
        services.forget_factors(user=user, by=None, now=timezone.now(), reason=reason)
        self.stdout.write(
            f"{user.email} signs in with a mailed code and sets up a second factor."
        )
