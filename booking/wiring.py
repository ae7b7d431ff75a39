"""What booking plugs into the apps below it; read once, when Django is ready."""

from datetime import timedelta

from booking import calendar_files, guard, messages, reactions, services
from booking import structured as descriptions
from booking.models import TreatmentPage
from clients import files
from clients.signals import address_changed
from clinic import startup, structured
from intake import events
from outbox import attachments, checks, jobs, kinds

startup.must_hold(guard.verify)

structured.describe(TreatmentPage, descriptions.treatment)

for kind in messages.TO_CLIENTS:
    kinds.add(kind, *messages.PLACEHOLDERS)
kinds.add(messages.CALL_NEEDED)

attachments.add(messages.CALENDAR_FILE, calendar_files.attachment)
checks.add(messages.STILL_ON, reactions.still_on)
checks.add(messages.FORM_MISSING, reactions.form_missing)
events.on_flagged(reactions.call_flagged_client)
events.on_contact(reactions.change_contact)
events.contact_from(reactions.contact_of)
address_changed.connect(reactions.change_address)

files.read_through("booking.Appointment.client", "queries of all files of the person")

jobs.add(services.expire, every=timedelta(seconds=30))
