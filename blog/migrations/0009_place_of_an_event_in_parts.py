"""What a guest was told of a place holds no words of ours: they may be read in another
language than they were written in."""

from django.db import migrations

ONLINE, AND_ONLINE = 'online', ' and online'


def take_apart(apps, schema_editor):
    """“Main Street and online” becomes the place, and that it is online."""
    for guest in apps.get_model('blog', 'EventSignUp').objects.iterator():
        if 'where' not in guest.told:
            continue
        place = guest.told.pop('where')
        is_online = place == ONLINE or place.endswith(AND_ONLINE)
        place = '' if place == ONLINE else place.removesuffix(AND_ONLINE)
        guest.told |= {'place': place, 'is_online': is_online}
        guest.save(update_fields=['told'])


def put_together(apps, schema_editor):
    """The place in English words, as it was told before."""
    for guest in apps.get_model('blog', 'EventSignUp').objects.iterator():
        if 'place' not in guest.told:
            continue
        place, is_online = guest.told.pop('place'), guest.told.pop('is_online')
        if is_online:
            place = f'{place}{AND_ONLINE}' if place else ONLINE
        guest.told['where'] = place
        guest.save(update_fields=['told'])


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0008_language_of_letters'),
    ]

    operations = [
        migrations.RunPython(take_apart, put_together),
    ]
