"""Print the one-time address at which an empty clinic gets its first owner."""

from django.core.management.base import BaseCommand

from onboarding import opening_link


class Command(BaseCommand):
    help = (
        "Print the address that opens this clinic. It works once, for an hour; "
        "printing a new one ends the one before."
    )

    def handle(self, **options):
        if opening_link.has_owner():
            self.stdout.write("This clinic has an owner, who signs in at /admin/.")
            return
        self.stdout.write(
            f"Open your clinic within an hour:\n  {opening_link.fresh()}\n"
            "Whoever uses it first becomes the owner: show it to nobody else."
        )
