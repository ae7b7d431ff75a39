"""Re-encrypt all health data with the newest key, so that older ones can be removed."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from clients import canaries, keys
from clients.fields import Sealed, Unreadable
from clients.models import Canary

BATCH = 200


class Command(BaseCommand):
    help = (
        "Encrypt every value with the first of FIELD_KEYS; safe to stop and run again. "
        "A key can go when a run finds nothing to do."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--give-up",
            metavar="KEY",
            help="a key that is lost for good, and with it what only it can open",
        )

    def handle(self, *, give_up, **options):
        newest, _ = keys.newest()
        if give_up not in keys.ring():
            Canary.objects.filter(key_id=give_up).delete()
        self._refuse_lost_keys(given_up=give_up)
        canaries.ensure(newest)
        rewritten = unreadable = 0
        for model, field in canaries.sealed_fields():
            done, failed = _rotate(model, field, newest)
            rewritten, unreadable = rewritten + done, unreadable + failed
        self.stdout.write(f"{rewritten} values were sealed anew with {newest}.")
        if unreadable:
            self.stderr.write(f"{unreadable} values cannot be opened; see the log.")
        self._say_what_is_next(rewritten, newest)

    def _refuse_lost_keys(self, given_up):
        """Refuse to write while values need a key that is missing."""
        used = set(Canary.objects.values_list("key_id", flat=True))
        for model, field in canaries.sealed_fields():
            used |= _keys_of(model, field)
        lost = sorted(used - {*keys.ring(), given_up})
        if lost:
            raise CommandError(
                f"Health data here needs keys that FIELD_KEYS lacks: {', '.join(lost)}."
                " Put them back. If one is lost for good, and what it sealed with it: "
                "manage.py rotate_keys --give-up KEY"
            )

    def _say_what_is_next(self, rewritten, newest):
        """Say that older keys can be removed once no value needs them."""
        older = Canary.objects.exclude(key_id=newest)
        if rewritten and older.exists():
            self.stdout.write(
                "Restart the site and its worker, then run this again: older keys can "
                "go when it finds nothing more."
            )
        elif not rewritten:
            older.delete()
            self.stdout.write(f"Only {newest} is needed; other keys can go.")


def _keys_of(model, field):
    """The ids of the keys that wrote the values of a field; damaged ones have none."""
    rows = model._base_manager.values_list(field.attname, flat=True)
    ids = {field.key_id_of(sealed) for sealed in rows.iterator(BATCH) if sealed}
    return {key_id for key_id in ids if keys.is_id(key_id)}


def _rotate(model, field, newest):
    """Rewrite one field of one model: (how many changed, how many did not open)."""
    rewritten = unreadable = 0
    rows = model._base_manager.select_for_update().only(field.attname)
    for pk in model._base_manager.values_list("pk", flat=True).iterator(BATCH):
        with transaction.atomic():
            row = rows.filter(pk=pk).first()
            sealed = row and row.__dict__[field.attname]
            if not isinstance(sealed, Sealed):
                continue
            try:
                value = getattr(row, field.attname)
            except Unreadable:
                unreadable += 1
                continue
            if field.key_id_of(sealed) != newest:
                setattr(row, field.attname, value)
                row.save(update_fields=[field.attname])
                rewritten += 1
    return rewritten, unreadable
