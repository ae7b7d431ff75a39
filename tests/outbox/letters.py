"""Messages for tests of the outbox itself, which knows nothing of clinics."""

from outbox import services
from outbox.kinds import Kind, Mail
from tests.factories import NOW


class Note(Kind):
    """A message that says what the test gives it, and fails or is dropped as told."""

    name = "test_note"
    title = "Note of a test"

    @property
    def mail(self):
        said = self.message.values
        if "fails_with" in said:
            raise ERRORS[said["fails_with"]]
        return Mail(said.get("subject", "A note"), "Hello.", "<p>Hello.</p>")

    def why_not(self):
        if "condition_fails" in self.message.values:
            raise ERRORS["KeyError"]
        return super().why_not() or self.message.values.get("why_not", "")


ERRORS = {"KeyError": KeyError("wording"), "TypeError": TypeError("no text")}


def written(to="robin@example.com", kind=Note.name, now=NOW, due_at=None, **values):
    """A message that is due."""
    letter = services.letter(kind=kind, to=to, values=values, now=now, due_at=due_at)
    services.post(letter)
    return letter
