"""The letter that carries a code."""

from clients.models import AccessCode
from clinic import frame
from clinic.wording import clock, zone_name
from outbox.kinds import RowKind


class AccessCodeLetter(RowKind):
    """Six digits, to the address that asked for them; erased once they have left."""

    name = "access_code"
    placeholders = ("first_name", "code", "until")
    private = True

    @classmethod
    def rows(cls):
        return AccessCode.objects.all()

    @property
    def values(self):
        until = self.row.expires_at.astimezone(frame.current().zone)
        return {**self.message.values, "until": f"{clock(until)} ({zone_name(until)})"}

    def why_not(self):
        return super().why_not() or self._too_late()

    def _too_late(self):
        over = self.row.expires_at <= self.now
        return "The code does not work any more." if over else ""
