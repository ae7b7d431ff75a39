"""What booking plugs into the apps below it; read once, when Django is ready."""

from datetime import timedelta

from booking import handlers, sections, services
from booking.messages import client_kinds, notices, reminder_kinds, staff_kinds
from booking.models import TreatmentPage
from booking.public import structured_data as descriptions
from clients import files
from clients.signals import address_changed, files_parted
from content import structured_data
from intake import events
from outbox import jobs, kinds, signals

structured_data.describe(TreatmentPage, descriptions.treatment)

for kind in (*client_kinds.ALL, *reminder_kinds.ALL, *staff_kinds.ALL):
    kinds.add(kind)

signals.failed.connect(notices.of_failed_mail)
events.on_flagged(handlers.call_flagged_client)
events.on_answers(handlers.weigh_answers)
events.concerns_from(handlers.concerns_of)
events.on_contact(handlers.change_contact)
events.contact_from(handlers.contact_of)
events.mailboxes_from(handlers.mailboxes_of)
address_changed.connect(handlers.change_address)
files_parted.connect(handlers.part_forms)

files.read_through("booking.Appointment.client", "queries of all files of the person")

jobs.add(services.expire, every=timedelta(seconds=30))
jobs.add(notices.write_daily_lists, every=timedelta(minutes=10))

sections.register()
