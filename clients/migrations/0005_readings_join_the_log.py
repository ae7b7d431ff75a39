"""Readings move into the log, which names clients and readers by bare UUIDs."""

from django.db import migrations

from clinic import seals

BATCH = 500


def move_readings(apps, schema_editor):
    """Copy every reading, stamped; the worker seals them in the order of their time."""
    entries = apps.get_model("clinic", "LogEntry")
    readings = apps.get_model("clients", "Reading").objects
    rows = readings.select_related("user").order_by("pk").iterator(BATCH)
    batch = []
    for reading in rows:
        changed = reading.what == "contact details changed"
        details = {} if changed else {"what": reading.what}
        entry = entries(
            kind="contact_changed" if changed else "reading",
            subject=reading.client_id,
            actor=reading.user and reading.user.uid,
            details={**details, "row": str(reading.row_id)},
            reason=reading.reason,
            at=reading.at,
        )
        entry.stamp = seals.stamp(entry)
        batch.append(entry)
    entries.objects.bulk_create(batch, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_whose_visit_it_is"),
        ("clinic", "0008_accounts_and_their_log"),
    ]

    operations = [
        migrations.RunPython(move_readings, migrations.RunPython.noop),
        migrations.DeleteModel("Reading"),
    ]
