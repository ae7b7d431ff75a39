"""Write messages, and take them back, in the transaction of what causes them."""

from django.utils import timezone

from outbox import rendering
from outbox.models import Message


def letter(
    *,
    kind,
    to,
    values=None,
    facts=(),
    actions=(),
    attachment="",
    about=None,
    check_name="",
    due_at=None,
    now=None,
):
    """One message, not yet written.

    `values` fill the placeholders of the wording. `facts` are (label, value) rows,
    `actions` (label, address) links. `attachment` and `check_name` are names that an
    app has made known; both are given `about`, the UUID by which `withdraw` finds the
    message. It leaves at or after `due_at`.
    """
    now = now or timezone.now()
    return Message(
        kind=kind,
        to=to,
        values=values or {},
        facts=list(facts),
        actions=list(actions),
        attachment=attachment,
        about=about,
        check_name=check_name,
        due_at=due_at or now,
        created_at=now,
    )


def post(*letters):
    """Write messages; the worker delivers them."""
    subjects = rendering.subjects(letters)
    for message, subject in zip(letters, subjects, strict=True):
        message.subject = subject
    Message.objects.bulk_create(letters)


def withdraw(*, about, kinds):
    """Take back the waiting messages of these kinds about one thing."""
    waiting = Message.objects.waiting().about(about).filter(kind__in=kinds)
    return waiting.update(state=Message.State.WITHDRAWN)
