"""The form for time off, entered in local time."""

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from booking.engine import wall_clock


class TimeOffForm(WagtailAdminModelForm):
    """Takes times in the zone of the therapist's main location."""

    INSTANTS = ("starts_at", "ends_at")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            zone = self.instance.therapist.main_location.zone
            for name in self.INSTANTS:
                wall = getattr(self.instance, name).astimezone(zone)
                self.initial[name] = timezone.make_aware(wall.replace(tzinfo=None))

    def clean(self):
        cleaned = super().clean()
        therapist = cleaned.get("therapist")
        for name in self.INSTANTS:
            if therapist and cleaned.get(name):
                wall = timezone.make_naive(cleaned[name])
                cleaned[name] = wall_clock.instant_at(
                    wall, therapist.main_location.zone
                )
        return cleaned
