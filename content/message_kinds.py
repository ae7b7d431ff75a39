"""Messages from the contact form, and what every message may say."""

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content import branding
from locations import emergency, languages, site_context
from outbox.kinds import Kind, Placeholder
from web import phones


def signature():
    """What every message may say, and the clinic's brand."""
    clinic = site_context.current().clinic
    return {
        "clinic": clinic.name,
        "clinic_phone": phones.in_words(clinic.phone) if clinic.phone else "",
        "brand": branding.current(),
        **emergency.in_words(),
    }


def languages_of_letters():
    """The languages that the clinic offers; the worker has no page that reads them."""
    site_context.current()
    return languages.offered()


class ContactMessage(Kind):
    """A visitor's message to the clinic; erased once it has been sent."""

    name = "contact_message"
    title = _("Message from the contact form")
    sent_when = _("somebody writes through the contact form; to the clinic")
    placeholders = {"name": Placeholder(_("who has written"), "Robin Vale")}
    example_facts = (
        (_("From"), "Robin Vale"),
        (_("E-mail"), "robin@example.com"),
        (_("Message"), _("Are you open on Saturdays?")),
    )
    private = True

    @property
    def to(self):
        return site_context.current().clinic.email or settings.DEFAULT_FROM_EMAIL

    @property
    def facts(self):
        said = self.message.values
        labels = {
            "name": gettext("From"),
            "email": gettext("E-mail"),
            "message": gettext("Message"),
        }
        return [(label, said[key]) for key, label in labels.items()]
