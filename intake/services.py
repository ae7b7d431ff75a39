"""Write safety checks and submissions."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clients import readings
from clients import services as clients
from intake import cautions, events, red_flags
from intake.levels import Level, needs_a_call, strictest
from intake.models import FormVersion, IntakeForm, SafetyCheck, Submission

# After a year the client fills the form in again.
STILL_GOOD = timedelta(days=365)

FIRST_VISIT = "first-visit"
QUESTIONNAIRES = {
    FIRST_VISIT: Path(__file__).parent / "questionnaires" / "first_visit.toml"
}


@transaction.atomic
def publish_forms():
    """Publish a new version of each form whose file has changed.

    Forms that were begun keep the version they were begun with.
    """
    for slug, path in QUESTIONNAIRES.items():
        definition = tomllib.loads(path.read_text())
        form, _ = IntakeForm.objects.get_or_create(
            slug=slug, defaults={"name": definition["title"]}
        )
        newest = form.versions.first()
        if newest is None or newest.definition != definition:
            form.versions.create(
                number=newest.number + 1 if newest else 1,
                definition=definition,
                published_at=timezone.now(),
            )


def record_safety_check(*, answers, level, now, read_out_by=None):
    """Keep what somebody answered before a booking."""
    return SafetyCheck.objects.create(
        answers=answers, level=level, made_at=now, read_out_by=read_out_by
    )


def prepare(*, client, due_at, reader, now):
    """The submission that a visit needs: the client's of this year, or a new one."""
    recent = (
        Submission.objects.of(client).filter(started_at__gt=now - STILL_GOOD).first()
    )
    if recent is None:
        recent = Submission(
            client=client,
            version=FormVersion.objects.current(FIRST_VISIT),
            started_at=now,
        )
    return plan(submission=recent, due_at=due_at, reader=reader)


def plan(*, submission, due_at, reader):
    """Say who reads it, and until when it should come in unless it has."""
    if submission.completed_at is None:
        submission.due_at = due_at
    submission.reader = reader
    submission.save()
    return submission


@transaction.atomic
def save_page(*, submission, page, answers, now):
    """Save the answers of one page, and note it when they ask for a call.

    Answers of pages that no longer apply are dropped. Returns the submission, and
    whether the page raised it to a level that needs a call.
    """
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    before = Level(locked.level)
    kept = {**locked.answers, **answers}
    locked.answers = _of_applying_pages(locked.form, kept)
    applying = {each.key for _, each in locked.form.pages_for(locked.answers)}
    locked.saved_pages = sorted(applying & {*locked.saved_pages, page.key})
    locked.level = level_of(locked.form, locked.answers)
    locked.save(update_fields=["answers", "saved_pages", "level"])
    _update_contact(locked, page, answers)
    is_stricter = strictest([before, locked.level]) != before
    raised = is_stricter and needs_a_call(locked.level)
    if raised:
        events.flagged(locked, now)
    return locked, raised


@transaction.atomic
def complete(*, submission, now):
    """Hand the form in: consents are noted, and it waits for its reader."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    locked.completed_at = locked.completed_at or now
    locked.save(update_fields=["completed_at"])
    for question in locked.form.by_key.values():
        if question.consent:
            clients.note_consent(
                client=locked.client,
                kind=question.consent,
                wording=question.label,
                agrees=bool(locked.answers.get(question.key)),
                now=now,
            )
    return locked


@transaction.atomic
def unseal(*, submission, now):
    """Let the browser of a client who proved who they are see the answers.

    Raises the seal, which shuts out browsers that only had the link, and logs the
    reading.
    """
    Submission.objects.filter(pk=submission.pk).update(seal=F("seal") + 1)
    readings.note(
        client=submission.client,
        user=None,
        what="intake answers",
        row_id=submission.pk,
        now=now,
    )
    submission.refresh_from_db(fields=["seal"])
    return submission


def level_of(form, answers):
    """The strictest level of the ticked red flags; a caution asks for review."""
    review = [Level.REVIEW] if cautions.raised_by(answers) else []
    return strictest([red_flags.level_of(form.codes_in(answers)), *review])


def _of_applying_pages(form, answers):
    applying = {q.key for _, page in form.pages_for(answers) for q in page.questions}
    return {key: value for key, value in answers.items() if key in applying}


def _update_contact(submission, page, answers):
    """Name, e-mail and phone are the client's own, not a second copy."""
    client = submission.client
    for question in page.questions:
        if question.contact:
            setattr(client, question.contact, answers[question.key])
    client.save()
