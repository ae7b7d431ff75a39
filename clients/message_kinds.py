"""The mail with an access code, and with the button that proves the same."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clients.models import AccessCode
from clients.services.codes import DIGITS_LIVE, HOUR, PROVES
from locations import site_context
from locations.formatting import clock, zone_name
from outbox import languages
from outbox.kinds import Placeholder, RowKind
from web.tokens import token_for


class AccessCodeLetter(RowKind):
    """Six digits, to the address that asked for them; erased once the mail has left."""

    name = "access_code"
    title = _("Code for a client")
    sent_when = _("a client proves an e-mail address")
    placeholders = {
        "code": Placeholder(_("the six digits"), "123456"),
        "until": Placeholder(_("until when they work"), _("4:15 pm")),
    }
    example_actions = (_("Yes, this is my address"),)
    private = True

    @classmethod
    def rows(cls):
        return AccessCode.objects.all()

    @property
    def language(self):
        return languages.of_client(self.row.language)

    @property
    def values(self):
        until = (self.row.sent_at + DIGITS_LIVE).astimezone(site_context.current().zone)
        return {**self.message.values, "until": f"{clock(until)} ({zone_name(until)})"}

    @property
    def actions(self):
        path = reverse("proof:letter", args=[token_for(self.row.pk, PROVES)])
        return [(gettext("Yes, this is my address"), settings.SITE_URL + path)]

    def why_not(self):
        return super().why_not() or self._too_late()

    def _too_late(self):
        over = self.row.sent_at + HOUR <= self.now
        return gettext("The code does not work any more.") if over else ""
