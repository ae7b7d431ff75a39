"""What an editor can save as a draft, and what may reach readers."""

import json
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page, TaskState, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.roles import Role
from blog import review_workflow
from blog.models import (
    ArticleIndexPage,
    ArticlePage,
    ConditionIndexPage,
    TopicSuggestion,
)
from content import red_flags
from locations import clock
from outbox.models import Message
from tests import factories, mails, pages
from tests.content import images
from tests.screens import fields, parsed, text, texts

pytestmark = pytest.mark.django_db

CLAIM = {
    "about": "Massage",
    "level": "C",
    "text": rich_text("<p>Thin.</p>"),
    "references": streamfield([]),
}
EVIDENCE = ("evidence", {"claims": streamfield([("claim", CLAIM)])})
ATOM = {"atom": "http://www.w3.org/2005/Atom"}
FORM = "#page-edit-form"
ERRORS = f"{FORM} .error-message"


@pytest.fixture
def editor(sign_in):
    return sign_in(factories.staff(Role.EDITOR))


@pytest.fixture
def shelf():
    return pages.index(ArticleIndexPage, "articles")


def filled(*, body=(), **changes):
    """The form of an article, as a browser posts it."""
    fields = {
        "title": "Sleep",
        "slug": "sleep",
        "standfirst": "How to lie.",
        "author": pages.therapist("Imani").pk,
        "reviewed_by": pages.therapist("Tomasz").pk,
        "reviewed_on": "2026-05-01",
        "next_review_on": "",
        "published_on": "2026-05-02",
        "category": "self-care",
        "takes_comments": "on",
        "body": streamfield([("paragraph", rich_text("<p>Words.</p>")), *body]),
        **changes,
    }
    return nested_form_data(fields)


def publish(editor, shelf, **changes):
    """Press “Publish” on a new article."""
    data = {**filled(**changes), "action-publish": "1"}
    return editor.post(f"/admin/pages/add/blog/articlepage/{shelf.pk}/", data)


def body(response):
    """The blocks of the body as the form shows them, and the errors at them."""
    [field] = parsed(response).select("#body")
    return json.loads(field["data-w-block-arguments-value"])


def checks(editor, page):
    """The automatic checks beside the form."""
    return texts(editor.get(f"/admin/pages/{page.pk}/edit/"), ".checks li")


def teasers(client, path=""):
    """The titles of the articles that a list shows."""
    return texts(client.get(f"/articles/{path}"), ".teaser h3")


def test_a_complete_article_is_published(editor, shelf, client):
    publish(editor, shelf, body=[EVIDENCE])

    assert client.get("/articles/sleep/").status_code == 200


def test_a_care_block_shows_the_signs_that_the_editor_ticked(editor, shelf, client):
    ticked = {"body-1-value-codes": ["RF01", "RF16"]}
    data = {**filled(body=[("care", {"note": ""}), EVIDENCE]), **ticked}
    address = f"/admin/pages/add/blog/articlepage/{shelf.pk}/"
    editor.post(address, {**data, "action-publish": "1"})

    page = client.get("/articles/sleep/")

    assert texts(page, ".care li") == [
        red_flags.ALL["RF01"].sign,
        red_flags.ALL["RF16"].sign,
    ]


def test_the_editor_can_choose_from_every_red_flag(editor):
    page = pages.condition_page("hip-pain", red_flags=["RF01"])

    form = editor.get(f"/admin/pages/{page.pk}/edit/")
    boxes = parsed(form).select("input[name=red_flags]")

    assert fields(form, FORM)["red_flags"] == ["RF01"]
    assert {box["value"] for box in boxes} == set(red_flags.ALL)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"author": "", "body": [EVIDENCE]}, "This field is required."),
        ({"standfirst": "", "body": [EVIDENCE]}, "This field is required."),
        (
            {"reviewed_by": "", "body": [EVIDENCE]},
            "Health content is read again by a second therapist.",
        ),
        ({"reviewed_on": "", "body": [EVIDENCE]}, "Say when it was reviewed."),
    ],
)
def test_a_missing_field_is_reported_and_blocks_publishing(
    editor, shelf, changes, message
):
    response = publish(editor, shelf, **changes)

    assert texts(response, ERRORS) == [message]
    assert fields(response, FORM)["title"] == "Sleep"
    assert [block["type"] for block in body(response)[0]] == ["paragraph", "evidence"]
    assert not ArticlePage.objects.exists()


def test_a_body_without_evidence_is_reported_and_blocks_publishing(editor, shelf):
    response = publish(editor, shelf)

    [words], errors = body(response)
    assert errors == {"messages": ["Health content needs a “How sure are we?” block."]}
    assert [line["text"] for line in json.loads(words["value"])["blocks"]] == ["Words."]
    assert not ArticlePage.objects.exists()


def test_a_picture_requires_alternative_text(editor, shelf):
    picture = images.picture()

    response = publish(editor, shelf, body=[EVIDENCE], picture=picture.pk)

    assert texts(response, ERRORS) == ["Say in words what the picture shows."]
    assert not ArticlePage.objects.exists()


def test_clinic_news_can_be_published_without_a_reviewer(editor, shelf):
    publish(editor, shelf, category="clinic-news", reviewed_by="", reviewed_on="")

    assert ArticlePage.objects.get().live


def test_an_incomplete_draft_can_be_saved(editor, shelf):
    data = filled(reviewed_by="", standfirst="", reviewed_on="")

    editor.post(f"/admin/pages/add/blog/articlepage/{shelf.pk}/", data)

    assert not ArticlePage.objects.get().live


def test_an_author_cannot_review_their_own_article(editor, shelf):
    imani = pages.therapist("Imani").pk

    response = publish(editor, shelf, body=[EVIDENCE], reviewed_by=imani)

    assert texts(response, ERRORS) == [
        "The reviewer must be somebody else than the author."
    ]


def test_an_overdue_review_is_shown_to_readers_and_editors(editor, client):
    yesterday = clock.today(timezone.now()) - timedelta(days=1)
    pages.condition_page("hip-pain", next_review_on=yesterday)
    day = date_format(yesterday, "F j, Y")

    page, panel = client.get("/conditions/hip-pain/"), editor.get("/admin/")

    assert texts(page, ".page-head .callout") == [
        f"This page is due for review since {day}. Parts of it may be out of date."
    ]
    assert texts(panel, "#editor-content h3") == ["Past their review"]
    assert texts(panel, "#editor-content li") == [f"Hip Pain , due {day}"]


def test_the_editor_shows_the_automatic_checks(editor):
    article = pages.article(
        body=[
            ("paragraph", "<p>This will cure your back for good.</p>"),
            pages.EVIDENCE,
        ]
    )

    assert checks(editor, article) == [
        "Good: Reading grade 0.0; up to 9 is easy to read.",
        "To do: These words promise too much: cure.",
        "To do: Write a description for search engines (Promote).",
    ]


@pytest.mark.parametrize(
    ("alt", "words"),
    [
        ("", "To do: Describe every picture in words."),
        ("A chair", "Good: Every picture is described."),
    ],
)
def test_the_editor_checks_every_picture_for_alternative_text(editor, alt, words):
    picture = images.picture()
    picture.contextual_alt_text, picture.decorative = alt, False
    figure = ("figure", {"picture": picture, "caption": ""})
    article = pages.article(body=[figure, pages.EVIDENCE])

    assert checks(editor, article)[3:] == [words]


def test_the_editor_does_not_mention_pictures_when_there_are_none(editor):
    assert checks(editor, pages.article())[3:] == []


TABLE = {
    "caption": "",
    "column-count": "1",
    "column-0-type": "text",
    "column-0-heading": "Age",
    "column-0-deleted": "",
    "column-0-order": "0",
    "row-count": "1",
    "row-0-deleted": "",
    "row-0-order": "0",
    "cell-0-0": "60",
}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "Say in a caption what the table shows."),
        ({"caption": "Ages", "row-count": "0"}, "A table needs a column and a row."),
    ],
)
def test_an_incomplete_table_can_be_saved_but_not_published(
    editor, shelf, changes, message
):
    table = {f"body-2-value-{name}": value for name, value in TABLE.items()}
    table |= {f"body-2-value-{name}": value for name, value in changes.items()}
    data = {**filled(body=[EVIDENCE, ("table", "")]), **table}
    address = f"/admin/pages/add/blog/articlepage/{shelf.pk}/"

    refused = editor.post(address, {**data, "action-publish": "1"})
    editor.post(address, data)

    assert body(refused)[1] == {"blockErrors": {"2": {"messages": [message]}}}
    assert ArticlePage.objects.get().draft_title == "Sleep"


def test_the_editor_warns_of_promises_in_the_title(editor):
    article = pages.article(title="How to cure your psoas")

    [_, wording, _] = checks(editor, article)
    assert wording == "To do: These words promise too much: cure."


def test_the_editor_checks_the_lines_of_a_condition(editor):
    lines = ["It aches.", "Rest will cure it."]
    page = pages.condition_page(feels_like=lines)

    [_, wording, _] = checks(editor, page)
    assert wording == "To do: These words promise too much: cure."


def test_a_myth_may_quote_banned_words(editor):
    myth = {"myth": "Massage can cure a disc.", "fact": "<p>It does not.</p>"}
    article = pages.article(body=[("myth", myth), pages.EVIDENCE])

    [_, wording, _] = checks(editor, article)
    assert wording == "Good: No wording that promises too much."


@pytest.fixture
def tomasz():
    """A therapist who may review."""
    person = pages.therapist("Tomasz")
    person.user = factories.staff(Role.THERAPIST)
    person.save()
    return person


@pytest.fixture
def in_review():
    """An article by somebody else that waits for its review."""
    article = pages.article(
        "sleep", title="Sleep", reviewed_by=None, reviewed_on=None, live=False
    )
    article.save_revision()
    review_workflow.ensure()
    Workflow.objects.get().start(article, factories.staff(Role.EDITOR))
    return article


def test_approving_an_article_makes_the_approver_its_reviewer(
    in_review, tomasz, sign_in
):
    task = in_review.current_workflow_task_state
    sign_in(tomasz.user).post(
        f"/admin/pages/workflow/action/{in_review.pk}/approve/{task.pk}/",
        {"comment": ""},
    )

    in_review.refresh_from_db()
    assert (in_review.reviewed_by, in_review.live) == (tomasz, True)
    assert in_review.reviewed_on == clock.today(timezone.now())


def decide(reviewer, article, decision):
    """Press a button of the review on the page's own editing screen."""
    data = filled(body=[EVIDENCE], reviewed_by="", reviewed_on="", comment_count=0)
    return reviewer.post(
        f"/admin/pages/{article.pk}/edit/",
        {
            **data,
            "action-workflow-action": "1",
            "workflow-action-name": decision,
            "workflow-action-extra-data": '{"comment": "Shorter, please."}',
        },
        follow=True,
    )


def test_a_page_can_be_approved_in_its_editor(in_review, tomasz, sign_in):
    decide(sign_in(tomasz.user), in_review, "approve")

    in_review.refresh_from_db()
    assert (in_review.reviewed_by, in_review.live) == (tomasz, True)


def test_a_page_can_be_sent_back_in_its_editor(in_review, tomasz, sign_in):
    decide(sign_in(tomasz.user), in_review, "reject")

    task = TaskState.objects.get()
    assert (task.status, task.comment) == ("rejected", "Shorter, please.")


def test_an_editor_cannot_publish_a_page_that_is_in_review(in_review, editor):
    data = {**filled(body=[EVIDENCE], reviewed_by=""), "action-submit": "1"}

    editor.post(f"/admin/pages/{in_review.pk}/edit/", {**data, "action-publish": "1"})

    in_review.refresh_from_db()
    assert not in_review.live


def test_an_article_without_a_reviewer_can_be_submitted_for_review(editor, shelf):
    review_workflow.ensure()
    data = filled(body=[EVIDENCE], reviewed_by="", reviewed_on="")

    editor.post(
        f"/admin/pages/add/blog/articlepage/{shelf.pk}/", {**data, "action-submit": "1"}
    )

    article = ArticlePage.objects.get()
    assert article.current_workflow_state.status == "in_progress"
    assert not article.live


@pytest.mark.parametrize("who", ["the author", "no therapist"])
def test_only_a_therapist_who_is_not_the_author_can_approve(sign_in, who):
    article = pages.article(reviewed_by=None, reviewed_on=None, live=False)
    article.save_revision()
    review_workflow.ensure()
    user = factories.staff(Role.THERAPIST)
    if who == "the author":
        article.author.user = user
        article.author.save()
    state = Workflow.objects.get().start(article, factories.staff(Role.EDITOR))
    task = state.current_task_state

    sign_in(user).post(
        f"/admin/pages/workflow/action/{article.pk}/approve/{task.pk}/", {"comment": ""}
    )

    article.refresh_from_db()
    assert not article.live


def test_the_preview_of_a_new_page_opens(editor, shelf):
    address = f"/admin/pages/add/blog/articlepage/{shelf.pk}/preview/"

    assert editor.post(address, filled(body=[EVIDENCE])).json()["is_valid"]
    assert editor.get(address).status_code == 200


@pytest.mark.parametrize("path", ["99999/1", "0/1", "2026/13"])
def test_an_invalid_month_is_not_found(client, path):
    pages.article()

    assert client.get(f"/articles/{path}/").status_code == 404


def test_staff_can_enter_a_topic_suggestion(editor):
    data = {"topic": "Cycling", "why": "", "email": "", "status": "planned"}

    editor.post("/admin/suggestions/new/", {**data, "note": "", "article": ""})

    assert TopicSuggestion.objects.get().topic == "Cycling"


def test_the_review_workflow_is_created_once_for_health_pages(shelf):
    index = pages.index(ConditionIndexPage, "conditions")
    for _ in range(2):
        review_workflow.ensure()

    assert [page.get_workflow().name for page in (shelf, index)] == [
        review_workflow.NAME
    ] * 2
    assert Workflow.objects.count() == 1


def test_a_condition_page_requires_red_flags():
    page = pages.condition_page()
    cleaned = {
        "what_it_is": page.what_it_is,
        "reviewed_by": page.reviewed_by,
        "reviewed_on": page.reviewed_on,
        "red_flags": [],
        "evidence": page.evidence,
    }

    assert list(page.missing(cleaned)) == [
        ("red_flags", "Say when it is an emergency.")
    ]


@pytest.mark.parametrize("parent", ["articles", "front"])
def test_a_page_cannot_be_moved_under_the_wrong_parent(editor, parent):
    page = pages.condition_page()
    pages.article()
    place = Page.objects.get(slug=parent)

    answer = editor.post(
        f"/admin/pages/{page.pk}/move/{place.pk}/confirm/", follow=True
    )

    assert answer.status_code == 200
    page.refresh_from_db()
    assert page.get_parent().slug == "conditions"


def test_a_new_slug_leaves_a_redirect(client, django_capture_on_commit_callbacks):
    article = pages.article("old-name")
    article.slug = "new-name"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()

    response = client.get("/articles/old-name/")

    assert response.status_code == 301
    assert response.headers["Location"].endswith("/articles/new-name/")


def test_related_articles_are_ordered_by_shared_topics():
    hip, back = pages.condition("hip-pain"), pages.condition("back-pain")
    bridge = pages.exercise()
    first, near, far = pages.article(), pages.article(), pages.article()
    for article, conditions, exercises in (
        (first, [hip, back], [bridge]),
        (near, [hip, back], []),
        (far, [pages.condition("neck"), pages.condition("jaw")], [bridge]),
    ):
        article.conditions.set(conditions)
        article.exercises.set(exercises)
        article.save()
    pages.article("unrelated")

    assert list(ArticlePage.objects.live().related_to(first)) == [near, far]


def test_the_archive_filters_by_category_tag_author_and_month(client):
    article = pages.article(
        "march", category="pain-and-recovery", published_on=date(2026, 3, 1)
    )
    article.tags.add("Knees")
    article.save()
    pages.article("other", published_on=date(2026, 4, 1))

    for path in ("category/pain-and-recovery/", "tag/knees/", "2026/3/"):
        assert teasers(client, path) == ["March"]
    assert teasers(client, "by/imani/") == ["Other", "March"]


@pytest.mark.parametrize("path", ["category/none", "tag/none", "by/none", "1999/1"])
def test_an_empty_archive_page_is_not_found(client, path):
    pages.article()

    assert client.get(f"/articles/{path}/").status_code == 404


def test_the_index_shows_twelve_articles_per_page(client):
    newest_first = [pages.article().title for _ in range(13)][::-1]

    assert teasers(client) == newest_first[:12]
    assert teasers(client, "?page=2") == newest_first[12:]


def test_the_feed_lists_published_articles_with_their_author(client):
    article = pages.article("march")

    answer = client.get("/feeds/articles.atom")

    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    [entry] = ElementTree.fromstring(answer.content).findall("atom:entry", ATOM)
    assert entry.find("atom:link", ATOM).get("href") == article.full_url
    assert entry.findtext("atom:author/atom:name", namespaces=ATOM) == "Imani"


def test_a_new_article_index_gets_the_review_workflow(sign_in):
    home = pages.home()
    owner = sign_in(factories.staff(Role.OWNER))
    data = {"title": "Articles", "slug": "articles", "introduction": ""}

    owner.post(
        f"/admin/pages/add/blog/articleindexpage/{home.pk}/",
        {**data, "action-publish": "1"},
    )

    assert ArticleIndexPage.objects.get().get_workflow().name == review_workflow.NAME


@pytest.mark.parametrize(
    "make",
    [
        pages.condition_page,
        lambda: pages.interview(pages.therapist()),
        lambda: pages.condition_page().get_parent(),
    ],
)
def test_a_page_that_presents_a_record_cannot_be_copied(make, sign_in):
    page, before = make(), Page.objects.count()
    data = {"new_title": "Twice", "new_slug": "twice", "copy_subpages": "on"}
    data["new_parent_page"] = page.get_parent().pk

    answer = sign_in(factories.staff(Role.OWNER)).post(
        f"/admin/pages/{page.pk}/copy/", data, follow=True
    )

    assert text(answer, ".messages li") == (
        "This presents something that has one page. Create another page. "
        "Go to the first error"
    )
    assert Page.objects.count() == before


def test_an_article_can_be_copied(sign_in):
    page = pages.article("one")
    data = {"new_title": "Twice", "new_slug": "twice"}
    data["new_parent_page"] = page.get_parent().pk

    sign_in(factories.staff(Role.OWNER)).post(f"/admin/pages/{page.pk}/copy/", data)

    assert ArticlePage.objects.filter(slug="twice").exists()


# A therapist who works alone


@pytest.fixture
def alone(in_review):
    """The author of an article in review, the only therapist with an account."""
    author = in_review.author
    author.user = factories.staff(Role.THERAPIST, Role.OWNER)
    author.save()
    return author


def approve(sign_in, article, by):
    task = article.current_workflow_task_state
    sign_in(by).post(
        f"/admin/pages/workflow/action/{article.pk}/approve/{task.pk}/", {"comment": ""}
    )
    return ArticlePage.objects.get(pk=article.pk)


def test_an_author_alone_reviews_their_article_a_day_later(in_review, alone, sign_in):
    now = timezone.now()

    assert not approve(sign_in, in_review, by=alone.user).live
    with time_machine.travel(now + timedelta(hours=25)):
        article = approve(sign_in, in_review, by=alone.user)

    assert (article.live, article.reviewed_by) == (True, alone)


def test_readers_learn_that_an_author_alone_has_read_it_again(
    in_review, alone, sign_in, client
):
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        article = approve(sign_in, in_review, by=alone.user)
        page = type(client)().get(article.get_url())

    assert "who read it again on" in text(page, ".reviewed")
    assert "reviewed by" not in text(page, ".reviewed")


def test_an_author_is_not_alone_beside_another_therapist(
    in_review, alone, tomasz, sign_in
):
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert not approve(sign_in, in_review, by=alone.user).live


def test_an_author_alone_cannot_name_themselves_without_a_review(alone):
    article = pages.article("walking", live=False)
    article.reviewed_by = article.author

    with pytest.raises(ValidationError, match="somebody else than the author"):
        article.full_clean()


def test_an_author_alone_is_written_to_when_the_day_is_over(alone, sign_in):
    now = timezone.now()
    article = pages.article("walking", title="Walking", reviewed_by=None, live=False)
    article.save_revision()
    Workflow.objects.get().start(article, alone.user)

    assert mails.leaving(now + timedelta(hours=23)) == []
    [letter] = mails.leaving(now + timedelta(hours=25))
    assert (letter.to, letter.subject) == (
        [alone.user.email],
        "Read your page again: Walking",
    )


def test_nobody_is_written_to_where_somebody_else_can_review(alone, tomasz):
    article = pages.article("walking", reviewed_by=None, live=False)
    article.save_revision()
    Workflow.objects.get().start(article, alone.user)

    assert not Message.objects.filter(kind="review_waited").exists()
