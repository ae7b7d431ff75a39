"""Consents of a client, over all their files."""

from datetime import datetime

from django.db import transaction

from clients import files
from clients.models import Client, Consent, Joining


def agrees(client: Client, kind: str) -> bool:
    """Whether a person has given a consent and not withdrawn it.

    The latest answer since their files were joined counts. Among answers before that,
    the strictest file counts: one withdrawal is enough.
    """
    said = Consent.objects.filter(client__in=files.of(client), kind=kind)
    joined = Joining.objects.filter(into=client.head_id, parted_at__isnull=True)
    last = joined.order_by("-at").values_list("at", flat=True).first()
    since = (
        said.filter(given_at__gt=last).order_by("-given_at").first() if last else None
    )
    if since:
        return since.withdrawn_at is None
    standing = said.filter(withdrawn_at__isnull=True)
    files_that_say = set(said.values_list("client", flat=True))
    return bool(files_that_say) and files_that_say == set(
        standing.values_list("client", flat=True)
    )


@transaction.atomic
def note_consent(
    *, client: Client, kind: str, wording: str, agrees: bool, now: datetime
) -> None:
    """Record a consent in the words the client saw, or its withdrawal."""
    standing = Consent.objects.filter(
        client=client, kind=kind, withdrawn_at__isnull=True
    )
    if not agrees:
        standing.update(withdrawn_at=now)
        return
    standing.exclude(wording=wording).update(withdrawn_at=now)
    Consent.objects.get_or_create(
        client=client,
        kind=kind,
        withdrawn_at=None,
        defaults={"wording": wording, "given_at": now},
    )
