"""Therapist of the month: planned, answered, agreed to, published, taken back."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.roles import Role
from outbox.models import Message
from tests import factories, mails, pages
from tests.screens import fields, links, text, texts
from therapists import services
from therapists.models import Feature, InterviewIndexPage, InterviewPage
from therapists.models.interviews import QUESTIONS

pytestmark = pytest.mark.django_db

JUNE = datetime(2026, 6, 20, 12, tzinfo=UTC)
JULY = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel(JUNE, tick=False) as clock:
        yield clock


@pytest.fixture
def imani():
    person = pages.therapist("Imani")
    person.user = factories.staff(Role.THERAPIST, "imani@example.com")
    person.save()
    pages.index(InterviewIndexPage, "therapist-of-the-month")
    return person


@pytest.fixture
def planned(imani):
    return services.plan_month(month=JULY, therapist=imani, now=JUNE)


def answer(planned, agrees=True):
    answers = [f"Answer {n}.\r\n\r\nMore." for n in range(len(QUESTIONS))]
    change(planned, answers, agrees)


def change(planned, answers, agrees=True):
    changed = services.save_answers(
        feature=planned, answers=answers, agrees=agrees, user=None, now=JUNE
    )
    if agrees:
        services.write_draft(feature=planned, changed=changed, user=None)


def publish(page):
    """As an editor does who wants it out now."""
    page.standfirst = "Meet Imani."
    page.save_revision().publish()


def publish_on_its_day(page):
    """As an editor does: the draft has its date."""
    publish(page.get_latest_revision_as_object())


def test_planning_a_month_mails_the_questions(planned):
    [mail] = mails.leaving(JUNE)

    assert mail.to == ["imani@example.com"]
    assert mails.links(mail)["Answer the questions"].endswith(
        f"/admin/interviews/{planned.pk}/answers/"
    )
    assert planned.state == "waits for the answers"


def test_a_month_can_have_only_one_therapist(planned, imani):
    with pytest.raises(IntegrityError), transaction.atomic():
        services.plan_month(month=JULY, therapist=imani, now=JUNE)


def test_a_month_that_is_taken_is_refused_at_its_field(planned, imani, sign_in):
    editor = sign_in(factories.staff(Role.EDITOR))
    data = {"month": "2026-07-15", "therapist": imani.pk}

    response = editor.post("/admin/features/new/", data)

    assert texts(response, ".error-message") == [
        "Somebody is planned for this month already."
    ]
    assert Feature.objects.count() == 1


def test_the_roster_shows_when_each_therapist_was_last_featured(imani, sign_in):
    pages.therapist("Tomasz")
    pages.feature(imani, date(2026, 2, 1))
    editor = sign_in(factories.staff(Role.EDITOR))

    page = editor.get("/admin/features/new/")

    assert texts(page, "select[name=therapist] option") == [
        "---------",
        "Imani (last in February 2026)",
        "Tomasz (not yet)",
    ]


def test_any_day_of_a_month_selects_that_month(imani, sign_in):
    editor = sign_in(factories.staff(Role.EDITOR))

    editor.post("/admin/features/new/", {"month": "2026-08-17", "therapist": imani.pk})

    assert Feature.objects.get().month == date(2026, 8, 1)


def test_answers_with_consent_become_a_draft_scheduled_for_the_first(planned):
    answer(planned)

    page = InterviewPage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert not page.live
    assert draft.go_live_at == datetime(2026, 7, 1, 4, tzinfo=UTC)
    assert len(draft.answers) == len(QUESTIONS)
    assert texts(drafted()[0], "p") == ["Answer 0.", "More."]


def test_answers_without_consent_create_no_draft(planned):
    answer(planned, agrees=False)

    assert not InterviewPage.objects.exists()
    assert planned.state == "answered, without consent"


def test_the_therapist_answers_in_the_admin(planned, imani, sign_in):
    browser = sign_in(imani.user)
    address = f"/admin/interviews/{planned.pk}/answers/"
    assert links(browser.get("/admin/"), "#interview-content a") == {
        "July 2026": address
    }
    [*questions, _] = texts(browser.get(address), ".staff form label")
    assert questions == list(QUESTIONS)

    browser.post(address, {"answer_0": "Sore backs.", "agrees": "on"})

    planned.refresh_from_db()
    assert planned.answers[0]["answer"] == "Sore backs."
    assert planned.has_consent


@pytest.mark.parametrize("role", Role, ids=str)
def test_nobody_can_answer_for_another_therapist(planned, sign_in, role):
    browser = sign_in(factories.staff(role))

    assert browser.get(f"/admin/interviews/{planned.pk}/answers/").status_code == 404


def test_the_interview_is_published_on_the_first_of_the_month(planned, client, in_june):
    answer(planned)
    publish(InterviewPage.objects.get().get_latest_revision_as_object())
    address = InterviewPage.objects.get().url
    assert client.get(address).status_code == 404

    in_june.move_to(datetime(2026, 7, 1, 4, 1, tzinfo=UTC))
    call_command("publish_scheduled", verbosity=0)

    assert client.get(address).status_code == 200


def test_withdrawing_consent_unpublishes_the_interview(planned, imani, client, sign_in):
    answer(planned)
    page = InterviewPage.objects.get().get_latest_revision_as_object()
    page.go_live_at = None
    publish(page)
    assert client.get(page.url).status_code == 200

    sign_in(imani.user).post(f"/admin/interviews/{planned.pk}/withdraw/")

    assert client.get(page.url).status_code == 404
    planned.refresh_from_db()
    assert planned.state == "consent withdrawn"


def test_withdrawing_consent_cancels_the_scheduled_publication(
    planned, imani, client, in_june
):
    answer(planned)
    publish(InterviewPage.objects.get().get_latest_revision_as_object())

    services.withdraw_consent(feature=planned, user=imani.user, now=JUNE)
    in_june.move_to(datetime(2026, 7, 2, tzinfo=UTC))
    call_command("publish_scheduled", verbosity=0)

    assert client.get(InterviewPage.objects.get().url).status_code == 404


def test_an_editor_cannot_publish_without_consent(planned, imani, sign_in):
    answer(planned)
    services.withdraw_consent(feature=planned, user=imani.user, now=JUNE)
    page = InterviewPage.objects.get()
    editor = sign_in(factories.staff(Role.EDITOR))

    address = f"/admin/pages/{page.pk}/edit/"
    question = {"question": QUESTIONS[0], "answer": rich_text("<p>Sore backs.</p>")}
    answers = nested_form_data({"answers": streamfield([("question", question)])})
    form = fields(editor.get(address), "#page-edit-form")
    response = editor.post(address, {**form, **answers, "action-publish": "1"})

    assert list(response.context["form"].errors) == ["feature"]
    assert texts(response, ".error-message") == [
        "Imani has not agreed to publish this."
    ]
    page.refresh_from_db()
    assert not page.live


def test_unticking_the_consent_withdraws_it(planned, imani, client, sign_in):
    answer(planned)
    page = InterviewPage.objects.get().get_latest_revision_as_object()
    page.go_live_at = None
    publish(page)

    address = f"/admin/interviews/{planned.pk}/answers/"
    sign_in(imani.user).post(address, {"answer_0": "Still sore backs."})

    assert client.get(page.url).status_code == 404
    planned.refresh_from_db()
    assert not planned.has_consent


def test_answering_again_keeps_what_the_editor_wrote(planned):
    answer(planned)
    draft = InterviewPage.objects.get().get_latest_revision_as_object()
    draft.standfirst = "She asks first."
    draft.save_revision()

    answer(planned)

    latest = InterviewPage.objects.get().get_latest_revision_as_object()
    assert latest.standfirst == "She asks first."


def edit_first_answer():
    """As an editor does in the draft: another first answer."""
    draft = InterviewPage.objects.get().get_latest_revision_as_object()
    blocks = [(block.block_type, block.value) for block in draft.answers]
    question = blocks[0][1]["question"]
    blocks[0] = ("question", {"question": question, "answer": "<p>Edited.</p>"})
    draft.answers = blocks
    draft.save_revision()


def drafted():
    """The answers as the draft has them."""
    draft = InterviewPage.objects.get().get_latest_revision_as_object()
    return [str(block.value["answer"]) for block in draft.answers]


def test_an_edited_answer_is_replaced_only_when_that_answer_changes(planned):
    answer(planned)
    edit_first_answer()
    answers = [row["answer"] for row in planned.answers]

    change(planned, [answers[0], "New.", *answers[2:]])

    first, second, *_ = drafted()
    assert texts(first, "p") == ["Edited."]
    assert texts(second, "p") == ["New."]
    change(planned, ["Mine.", "", *answers[2:]])
    assert texts(drafted()[0], "p") == ["Mine."]
    assert len(drafted()) == len(QUESTIONS) - 1


def test_changing_an_answer_cancels_the_scheduled_publication(planned, client, in_june):
    answer(planned)
    publish_on_its_day(planned.page)
    answers = [row["answer"] for row in planned.answers]
    change(planned, answers)
    assert planned.state == "comes out on its own"

    change(planned, ["Not that.", *answers[1:]])

    assert Feature.objects.get().state == "a draft waits for an editor"
    in_june.move_to(datetime(2026, 7, 2, tzinfo=UTC))
    call_command("publish_scheduled")
    assert client.get(planned.page.url).status_code == 404


def test_consent_requires_at_least_one_answer(planned, imani, sign_in):
    address = f"/admin/interviews/{planned.pk}/answers/"

    page = sign_in(imani.user).post(address, {"answer_0": "", "agrees": "on"})

    assert texts(page, ".errorlist li") == ["Answer at least one question first."]
    assert Feature.objects.get().state == "waits for the answers"


def test_a_past_month_is_refused_at_its_field(imani, sign_in):
    editor = sign_in(factories.staff(Role.EDITOR))
    data = {"month": "2026-05-01", "therapist": imani.pk}

    page = editor.post("/admin/features/new/", data)

    assert texts(page, ".error-message") == ["This month is over."]
    assert not Feature.objects.exists()


def test_the_form_suggests_the_coming_month(imani, sign_in):
    editor = sign_in(factories.staff(Role.EDITOR))

    page = editor.get("/admin/features/new/")

    assert fields(page, "main form[method=POST]")["month"] == "2026-07-01"


def test_changing_the_month_mails_the_questions_again(planned, imani, sign_in):
    editor = sign_in(factories.staff(Role.EDITOR))
    data = {"month": "2026-09-10", "therapist": imani.pk}

    editor.post(f"/admin/features/edit/{planned.pk}/", data)

    assert Feature.objects.get().month == date(2026, 9, 1)
    assert Message.objects.count() == 2


def test_answers_are_saved_when_there_is_no_interview_index(planned, imani, sign_in):
    InterviewIndexPage.objects.get().delete()
    address = f"/admin/interviews/{planned.pk}/answers/"

    data = {"answer_0": "Sore backs.", "agrees": "on"}
    page = sign_in(imani.user).post(address, data, follow=True)

    assert texts(page, ".messages li") == [
        "Kept. An editor must first make a page for interviews."
    ]
    planned.refresh_from_db()
    assert planned.answers[0]["answer"] == "Sore backs."


def test_an_answered_month_cannot_be_given_to_another_therapist(planned, sign_in):
    tomasz = pages.therapist("Tomasz")
    answer(planned)
    editor = sign_in(factories.staff(Role.EDITOR))

    data = {"month": "2026-07-01", "therapist": tomasz.pk}
    editor.post(f"/admin/features/edit/{planned.pk}/", data)

    planned.refresh_from_db()
    assert planned.therapist.short_name == "Imani"


def test_a_month_with_an_interview_cannot_be_deleted(planned, sign_in):
    answer(planned)
    editor = sign_in(factories.staff(Role.EDITOR))

    page = editor.post(f"/admin/features/delete/{planned.pk}/", follow=True)

    assert texts(page, ".messages li") == [
        "There is an interview. Delete its page first. Go to the first error"
    ]
    assert Feature.objects.count() == 1


def test_interviews_cannot_be_published_in_bulk(planned, sign_in):
    answer(planned)
    services.withdraw_consent(feature=planned, user=None, now=JUNE)
    page = InterviewPage.objects.get()
    editor = sign_in(factories.staff(Role.EDITOR))

    answer_page = editor.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", follow=True
    )

    assert texts(answer_page, ".messages li") == [
        "Open each page to publish it, so that its rules are kept. "
        "Go to the first error"
    ]
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.THERAPIST])
def test_nobody_else_can_withdraw_the_consent(planned, sign_in, role):
    answer(planned)
    browser = sign_in(factories.staff(role))

    browser.post(f"/admin/interviews/{planned.pk}/withdraw/")

    planned.refresh_from_db()
    assert planned.has_consent


def test_interviews_link_to_the_next_and_previous_month(imani, client):
    tomasz = pages.therapist("Tomasz")
    may = pages.interview(imani, date(2026, 5, 1))
    june = pages.interview(tomasz, date(2026, 6, 1))

    assert links(client.get(may.url), "a[rel=next]") == {"June 2026 Tomasz": june.url}
    assert links(client.get(june.url), "a[rel=prev]") == {"May 2026 Imani": may.url}
    assert links(client.get(june.url), "a[rel=next]") == {}


def test_the_home_page_shows_the_current_interview(imani, client):
    pages.interview(imani, date(2026, 6, 1), title="Ask first")
    pages.interview(pages.therapist("Tomasz"), JULY, title="Too early")

    assert texts(client.get("/"), ".featured h2") == ["Ask first"]


def test_the_admin_shows_editors_whether_next_month_is_planned(imani, sign_in):
    editor = sign_in(factories.staff(Role.EDITOR))
    assert texts(editor.get("/admin/"), "#next-month-content p") == [
        "Nobody is planned yet. Choose somebody"
    ]

    services.plan_month(month=JULY, therapist=imani, now=JUNE)

    assert texts(editor.get("/admin/"), "#next-month-content p") == [
        "Imani : waits for the answers"
    ]


def test_a_featured_month_ends_at_local_midnight(planned, client, in_june):
    answer(planned)
    publish(planned.page)
    in_june.move_to(datetime(2026, 7, 31, 21, tzinfo=ZoneInfo("America/New_York")))
    call_command("publish_scheduled")

    kind = ".interview .teaser__kind"
    assert text(client.get(planned.page.url), kind) == "Therapist of the month"
    in_june.move_to(datetime(2026, 8, 1, 1, tzinfo=ZoneInfo("America/New_York")))
    assert text(client.get(planned.page.url), kind) == (
        "Therapist of the month in July 2026"
    )


def test_withdrawing_consent_unpublishes_every_translation(planned):
    answer(planned)
    publish(planned.page)
    factories.in_country("US", other_languages=["es"])
    spanish = Locale.objects.get(language_code="es")
    copy = planned.page.copy_for_translation(spanish, copy_parents=True)
    copy.save_revision().publish()

    services.withdraw_consent(feature=planned, user=None, now=JUNE)

    assert not InterviewPage.objects.live().exists()
