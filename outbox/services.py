"""Write messages, and take them back, in the transaction of what causes them."""

from django.utils import timezone

from outbox import rendering
from outbox.models import Message


def post(
    *,
    kind,
    to,
    values=None,
    facts=(),
    actions=(),
    attachment=None,
    about=None,
    check_name="",
    due_at=None,
    now=None,
):
    """Write one message; the worker delivers it at or after `due_at`.

    `values` fill the placeholders of the wording. `facts` are (label, value) rows,
    `actions` (label, address) links. `attachment` is {name, type, text}. `about` is
    the UUID by which `withdraw` finds it.
    """
    now = now or timezone.now()
    message = Message(
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
    message.subject = rendering.subject_of(message)
    message.save(force_insert=True)
    return message


def withdraw(*, about, kinds):
    """Take back the waiting messages of these kinds about one thing."""
    waiting = Message.objects.waiting().about(about).filter(kind__in=kinds)
    return waiting.update(state=Message.State.WITHDRAWN)


def resend(*, message, now):
    """Let a failed message try again from the start."""
    return Message.objects.filter(pk=message.pk, state=Message.State.FAILED).update(
        state=Message.State.WAITING, due_at=now, attempts=0, claimed_until=None
    )
