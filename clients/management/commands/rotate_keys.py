"""Write all health data anew with the newest key, so that older ones can go."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from clients import keys
from clients.fields import EncryptedJSONField, Sealed

BATCH = 200


class Command(BaseCommand):
    help = (
        "Encrypt every value with the first of FIELD_KEYS; safe to stop and run again."
    )

    def handle(self, **options):
        newest, _ = keys.newest()
        rewritten = sum(
            self._rotate(model, field, newest)
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if isinstance(field, EncryptedJSONField)
        )
        self.stdout.write(f"{rewritten} values now use the key {newest}.")

    def _rotate(self, model, field, newest):
        """Rewrite one field of one model; returns how many values changed."""
        rewritten = 0
        for pk in model.objects.values_list("pk", flat=True).iterator(BATCH):
            with transaction.atomic():
                row = model.objects.select_for_update().only(field.attname).get(pk=pk)
                sealed = row.__dict__[field.attname]
                if not isinstance(sealed, Sealed) or field.key_id_of(sealed) == newest:
                    continue
                setattr(row, field.attname, getattr(row, field.attname))
                row.save(update_fields=[field.attname])
                rewritten += 1
        return rewritten
