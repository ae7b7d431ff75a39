"""Write safety checks and submissions."""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from clients import services as clients
from clients.models import Client
from intake import cautions, sign_levels, signals
from intake.cautions import Answers
from intake.levels import Level, needs_a_call, strictest
from intake.models import FormVersion, IntakeForm, SafetyCheck, Submission
from intake.schema import Form, Page, definition_in
from locations import clock
from locations.word_files import ENGLISH

# The fields that a visit sets; answers may be written at the same time.
PLANNED = ["due_at", "reader"]
# After a year the client fills the form in again.
STILL_GOOD = timedelta(days=365)

FIRST_VISIT = "first-visit"
QUESTIONNAIRES = {
    FIRST_VISIT: Path(__file__).parent / "questionnaires" / "first_visit.toml"
}


@transaction.atomic
def publish_forms() -> None:
    """Publish a new version of each form whose files have changed.

    Submissions keep the version that they were begun with.
    """
    for slug, path in QUESTIONNAIRES.items():
        definition = definition_in(path)
        title = definition["words"][ENGLISH]["title"]
        form, _ = IntakeForm.objects.get_or_create(slug=slug, defaults={"name": title})
        newest = form.versions.first()
        if newest is None or newest.definition != definition:
            form.versions.create(
                number=newest.number + 1 if newest else 1,
                definition=definition,
                published_at=timezone.now(),
            )


def record_safety_check(
    *, answers: Answers, level: Level, now: datetime, read_out_by: User | None = None
) -> SafetyCheck:
    """Store the answers of a safety check before a booking."""
    return SafetyCheck.objects.create(
        answers=answers,
        is_complete="ticked" in answers,
        level=level,
        made_at=now,
        read_out_by=read_out_by,
    )


def prepare(
    *, client: Client, due_at: datetime, reader: User | None, now: datetime
) -> Submission:
    """The submission for a visit: the client's from the last year, or a new one."""
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


def plan(
    *, submission: Submission, due_at: datetime, reader: User | None
) -> Submission:
    """Set the reader of a submission and, unless it is in, its due date."""
    if submission.completed_at is None:
        submission.due_at = due_at
    submission.reader = reader
    submission.save(update_fields=None if submission._state.adding else PLANNED)
    return submission


def save_page(
    *, submission: Submission, page: Page, answers: Answers, now: datetime
) -> tuple[Submission, bool]:
    """Save the answers of one page, and signal if they require a call.

    Answers of pages that no longer apply are dropped. Returns the submission, and
    whether the page tells something that needs a call.
    """
    saved, raised = _save_page(submission, page, answers, now)
    # In a transaction of their own, for these lock visits, which come before forms.
    _pass_contact_on(saved, page, answers, now)
    asked = signals.must_be_spoken_about(saved, now)
    return saved, raised or asked


@transaction.atomic
def _save_page(
    submission: Submission, page: Page, answers: Answers, now: datetime
) -> tuple[Submission, bool]:
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    before = Level(locked.level)
    kept = {**locked.answers, **answers, **_worked_out(answers, now)}
    locked.answers = _of_applying_pages(locked.form, kept)
    applying = {each.key for _, each in locked.form.pages_for(locked.answers)}
    locked.saved_pages = sorted(applying & {*locked.saved_pages, page.key})
    locked.level = level_of(locked.form, locked.answers)
    locked.save(update_fields=["answers", "saved_pages", "level"])
    if "birthday" in answers:
        _part_if_somebody_else(locked, now)
    is_stricter = strictest([before, locked.level]) != before
    raised = is_stricter and needs_a_call(locked.level)
    if raised:
        signals.flagged.send(Submission, submission=locked, now=now)
    return locked, raised


@transaction.atomic
def complete(*, submission: Submission, now: datetime) -> Submission:
    """Hand the form in and record its consents."""
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


def _part_if_somebody_else(submission: Submission, now: datetime) -> None:
    """Part the client's file if another file of the person has another birthday."""
    client = submission.client
    others = Submission.objects.of(client).exclude(client=client)
    born = {each.answers.get("birthday") for each in others} - {None}
    if client.joined_to_id and born and submission.answers["birthday"] not in born:
        clients.part(client=client, now=now)


def born_on_different_days(one: Client, other: Client) -> bool:
    """Whether two people's forms give different dates of birth."""
    return bool(_birthdays(one) and _birthdays(other)) and (
        _birthdays(one) != _birthdays(other)
    )


def _birthdays(client: Client) -> set[str]:
    """The dates of birth in all forms of a person."""
    answers = [each.answers for each in Submission.objects.of(client)]
    return {given["birthday"] for given in answers if given.get("birthday")}


def break_seals(*, client: Client) -> None:
    """Shut out browsers that wrote a person's answers, once one is proven."""
    Submission.objects.of(client).update(seal=F("seal") + 1)


def level_of(form: Form, answers: Answers) -> Level:
    """The strictest level of the ticked red flags; a caution asks for review."""
    today = clock.today(timezone.now())
    review = [Level.REVIEW] if cautions.raised_by(answers, today) else []
    return strictest([sign_levels.level_of(form.codes_in(answers)), *review])


def _of_applying_pages(form: Form, answers: Answers) -> Answers:
    asked = [q for _, page in form.pages_for(answers) for q in page.asked(answers)]
    applying = {question.key for question in asked}
    derived_from = cautions.DERIVED_FROM
    return {k: v for k, v in answers.items() if derived_from.get(k, k) in applying}


def _worked_out(answers: Answers, now: datetime) -> dict[str, str]:
    """Answers derived from a page: who is a minor, and when weeks were told."""
    today, derived = clock.today(now), {}
    if born := answers.get("birthday"):
        age = cautions.age_on(today, date.fromisoformat(born))
        derived[cautions.IS_MINOR] = "yes" if age < cautions.ADULT else "no"
    if answers.get("weeks"):
        derived[cautions.WEEKS_TOLD_ON] = today.isoformat()
    return derived


def _pass_contact_on(
    submission: Submission, page: Page, answers: Answers, now: datetime
) -> None:
    """Pass name and phone on to the form's visits; they do not change the file."""
    given = {
        question.contact: answers[question.key]
        for question in page.questions
        if question.contact and not question.fixed
    }
    if given:
        signals.contact_given.send(Submission, submission=submission, now=now, **given)
