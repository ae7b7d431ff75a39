"""Guests get a name for their links, and a note of what they know of the event."""

import uuid

from django.db import migrations, models


def fill(apps, schema_editor):
    """Who is signed up knows the event as it stands, unless told that it is off."""
    EventSignUp = apps.get_model("blog", "EventSignUp")
    rows = EventSignUp.objects.select_related("event__location")
    for guest in rows.iterator():
        event = guest.event
        length = (event.ends_on or event.starts_on) - event.starts_on
        place = event.location.name if event.location else event.place
        online = "online" if event.is_online else ""
        guest.uuid = uuid.uuid4()
        guest.told = {
            "day": guest.day.isoformat(),
            "last_day": (guest.day + length).isoformat(),
            "from": f"{event.starts_at:%H:%M}",
            "until": f"{event.ends_at:%H:%M}",
            "where": " and ".join(filter(None, [place, online])),
            "link": event.online_link,
            "is_off": guest.told_off_at is not None,
        }
        guest.save(update_fields=["uuid", "told"])


class Migration(migrations.Migration):
    # Each step is whole by itself, and PostgreSQL alters no table with work waiting.
    atomic = False

    dependencies = [("blog", "0006_red_flags_and_claims")]

    operations = [
        migrations.AddField(
            "eventsignup", "uuid", models.UUIDField(null=True, editable=False)
        ),
        migrations.AddField(
            "eventsignup",
            "told",
            models.JSONField(
                default=dict,
                editable=False,
                help_text="What the guest knows of the event: see `blog.guests.state_of`.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, atomic=True),
        migrations.AlterField(
            "eventsignup",
            "uuid",
            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.RemoveField("eventsignup", "told_off_at"),
    ]
