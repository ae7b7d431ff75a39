"""Register booking with the apps below it; run once, when Django is ready."""

from datetime import timedelta

from booking import handlers, sections, services
from booking.messages import client_kinds, notices, reminder_kinds, staff_kinds
from booking.models import Treatment
from clients import files
from clients.signals import address_changed, files_parted
from intake import signals as intake
from locations.models import Location
from locations.signals import words_changing
from outbox import jobs, kinds, signals

for kind in (*client_kinds.ALL, *reminder_kinds.ALL, *staff_kinds.ALL):
    kinds.add(kind)

signals.failed.connect(notices.of_failed_mail)
intake.flagged.connect(handlers.call_flagged_client)
intake.answers_given.connect(handlers.weigh_answers)
intake.concerns_asked.connect(handlers.concerns_of)
intake.contact_given.connect(handlers.change_contact)
intake.language_noticed.connect(handlers.note_language)
intake.contact_asked.connect(handlers.contact_of)
intake.mailboxes_asked.connect(handlers.mailboxes_of)
address_changed.connect(handlers.change_address)
files_parted.connect(handlers.part_forms)
for model in (Treatment, Location):
    words_changing.connect(handlers.renew_words, sender=model)

files.read_through("booking.Appointment.client", "queries of all files of the person")

jobs.add(services.expire, every=timedelta(seconds=30))
jobs.add(notices.write_daily_lists, every=timedelta(minutes=10))

sections.register()
