"""Plan the therapist of the month; save answers, consent and its withdrawal."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.blocks import StreamValue

from accounts.models import User
from locations import clock, languages, site_context
from locations.locales import for_readers
from outbox import services as outbox
from outbox.models import Message
from therapists.models import Feature, InterviewIndexPage, InterviewPage, Therapist
from therapists.models.interviews import QUESTIONS

# A stream block: its type and its value.
Block = tuple[str, Any]

QUESTIONS_ASKED = "interview_questions"


class NoInterviewIndex(Exception):
    """There is no published index page to put interviews under."""


@transaction.atomic
def plan_month(*, month: date, therapist: Therapist, now: datetime) -> Feature:
    """Feature a therapist in a month, and send them the questions.

    Raises `django.db.IntegrityError` when somebody has the month already.
    """
    feature = Feature.objects.create(
        month=month,
        therapist=therapist,
        answers=[{"question": str(each), "answer": ""} for each in QUESTIONS],
    )
    if therapist.user:
        outbox.post(_questions(feature, now))
    return feature


@transaction.atomic
def move_month(*, feature: Feature, month: date, now: datetime) -> Feature:
    """Plan a therapist for another month; ask again unless they have answered.

    Raises `django.db.IntegrityError` when somebody has the month already.
    """
    feature.month = month
    feature.save(update_fields=["month"])
    if feature.therapist.user and not feature.answered_at:
        outbox.post(_questions(feature, now))
    return feature


@transaction.atomic
def save_answers(
    *, feature: Feature, answers: Sequence[str], agrees: bool, user: User, now: datetime
) -> list[str]:
    """Save a therapist's answers, and their consent to publication.

    `answers` are texts in the order of the questions; returns the questions whose
    answers changed. Someone who unticks an earlier consent withdraws it.
    """
    before = {row["question"]: row["answer"] for row in feature.answers}
    after = dict(zip(feature.questions, answers, strict=True))
    feature.answers = [{"question": q, "answer": a} for q, a in after.items()]
    feature.answered_at = now if any(answers) else None
    if agrees:
        feature.consented_at, feature.withdrawn_at = now, None
    feature.save()
    if not agrees and feature.has_consent:
        withdraw_consent(feature=feature, user=user, now=now)
    return [question for question in after if after[question] != before.get(question)]


@transaction.atomic
def withdraw_consent(*, feature: Feature, user: User, now: datetime) -> None:
    """Take an interview off the site at once, whether it is published or planned."""
    feature.withdrawn_at = now
    feature.save(update_fields=["withdrawn_at"])
    for page in InterviewPage.objects.filter(feature=feature):
        page.revisions.update(approved_go_live_at=None)
        page.go_live_at = None
        # Consent decides here, not the permission to unpublish pages.
        action = UnpublishPageAction(page, user=user, set_expired=False)
        action.execute(skip_permission_checks=True)


def next_month(now: datetime) -> date:
    """The first day of the next month."""
    this_month = clock.today(now).replace(day=1)
    return (this_month + timedelta(days=32)).replace(day=1)


def first_minute(month: date) -> datetime:
    """The instant at which a month begins for the clinic."""
    return datetime(month.year, month.month, 1, tzinfo=site_context.current().zone)


@transaction.atomic
def write_draft(*, feature: Feature, changed: Collection[str], user: User) -> None:
    """Put new answers into a draft to be published on the first of the month.

    `changed` are the questions with new answers; an editor's version of the other
    answers stays. New words cancel a planned publication until an editor has read them.
    Raises `NoInterviewIndex`.
    """
    page = InterviewPage.objects.filter(feature=feature).order_by("pk").first()
    if page and not changed and (page.live or page.approved_schedule):
        return
    if not page:
        with translation.override(languages.default()):
            page = _new_page(feature)
    page = page.get_latest_revision_as_object()
    page.answers = _with_new_answers(page.answers, feature, changed)
    page.go_live_at = first_minute(feature.month)
    page.revisions.update(approved_go_live_at=None)
    page.save_revision(user=user, log_action=True)


def _with_new_answers(
    story: StreamValue, feature: Feature, changed: Collection[str]
) -> list[Block]:
    """A page's blocks with the changed answers in their places, new ones at the end."""
    given = {row["question"]: row["answer"] for row in feature.answers}
    fresh = {
        question: linebreaks(given[question], autoescape=True)
        for question in (changed if story else given)
        if given[question]
    }
    blocks = []
    for block in story:
        question = block.value["question"]
        if question not in changed:
            blocks.append((block.block_type, block.value))
        elif question in fresh:
            blocks.append(_answer(question, fresh.pop(question)))
    return blocks + [_answer(*pair) for pair in fresh.items()]


def _answer(question: str, answer: str) -> Block:
    return "question", {"question": question, "answer": answer}


def _new_page(feature: Feature) -> InterviewPage:
    index = for_readers(InterviewIndexPage.objects).first()
    if not index:
        raise NoInterviewIndex
    therapist = feature.therapist
    profile = therapist.page
    page: InterviewPage = index.add_child(
        instance=InterviewPage(
            title=str(feature),
            slug=f"{feature.month:%Y-%m}-{therapist.slug}",
            feature=feature,
            standfirst=_("{name} answers our questions.").format(
                name=therapist.short_name
            ),
            pull_quote=profile.quote if profile else "",
            portrait=profile.portrait if profile else None,
            portrait_alt=(profile and profile.portrait_alt) or therapist.name,
            answers=[],
            live=False,
        )
    )
    return page


def _questions(feature: Feature, now: datetime) -> Message:
    return outbox.letter(kind=QUESTIONS_ASKED, reference=feature.pk, now=now)
