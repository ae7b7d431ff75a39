"""Register onboarding with the apps below it; run once, when Django is ready."""

from django.db.models.signals import post_save

from booking.availability import launch
from content import sections
from locations.models import Location
from onboarding import handlers
from outbox import holds

holds.add(handlers.why_letters_wait)
launch.add(handlers.mail_is_proven)
sections.add("mail_notice", handlers.mail_notice)
post_save.connect(handlers.therapist_of_a_new_place, sender=Location)
