"""What booking plugs into the apps below it; read once, when Django is ready."""

from datetime import timedelta

from booking import (
    guard,
    letters,
    notices,
    reactions,
    reminders,
    services,
    staff_letters,
)
from booking import structured as descriptions
from booking.models import TreatmentPage
from clinic import startup, structured
from intake import events
from outbox import jobs, kinds, signals

startup.must_hold(guard.verify)

structured.describe(TreatmentPage, descriptions.treatment)

for kind in (*letters.ALL, *reminders.ALL, *staff_letters.ALL):
    kinds.add(kind)

signals.failed.connect(notices.of_failed_mail)
events.on_flagged(reactions.call_flagged_client)

jobs.add(services.expire, every=timedelta(seconds=30))
jobs.add(services.forget_past_ticks, every=timedelta(hours=6))
jobs.add(services.forget_old_drafts, every=timedelta(hours=1))
jobs.add(notices.write_daily_lists, every=timedelta(minutes=10))
