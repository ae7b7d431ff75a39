"""Bring the catalogues of translated words up to date."""

from babel import Locale, UnknownLocaleError
from django.core.management.base import BaseCommand, CommandError

from clinic import translations


class Command(BaseCommand):
    help = "Collect the words of the code for translation, and count what is missing."

    def add_arguments(self, parser):
        parser.add_argument(
            "new", nargs="*", help="languages to begin, such as pt or fr"
        )

    def handle(self, *, new, **options):
        for language in sorted({*translations.languages(), *new}):
            try:
                Locale.parse(language)
            except (UnknownLocaleError, ValueError):
                raise CommandError(f"{language} is no language.") from None
            catalogue = translations.bring_up_to_date(language)
            missing = sum(1 for each in catalogue if each.id and not each.string)
            self.stdout.write(f"{language}: {len(catalogue)} words, {missing} missing.")
