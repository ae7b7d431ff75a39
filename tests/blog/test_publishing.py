"""What an editor can save as a draft, and what may reach readers."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
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
from tests import factories, pages
from tests.content import images

pytestmark = pytest.mark.django_db

CLAIM = {
    "about": "Massage",
    "level": "C",
    "text": rich_text("<p>Thin.</p>"),
    "references": streamfield([]),
}
EVIDENCE = ("evidence", {"claims": streamfield([("claim", CLAIM)])})


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


def test_a_complete_article_is_published(editor, shelf, client):
    publish(editor, shelf, body=[EVIDENCE])

    assert client.get("/articles/sleep/").status_code == 200


def test_a_care_block_shows_the_signs_that_the_editor_ticked(editor, shelf, client):
    ticked = {"body-1-value-codes": ["RF01", "RF16"]}
    data = {**filled(body=[("care", {"note": ""}), EVIDENCE]), **ticked}
    address = f"/admin/pages/add/blog/articlepage/{shelf.pk}/"
    editor.post(address, {**data, "action-publish": "1"})

    page = BeautifulSoup(client.get("/articles/sleep/").text, "html.parser")

    assert [item.text for item in page.select(".care li")] == [
        red_flags.ALL["RF01"].sign,
        red_flags.ALL["RF16"].sign,
    ]


def test_the_editor_can_choose_from_every_red_flag(editor):
    page = pages.condition_page("hip-pain", red_flags=["RF01"])

    form = BeautifulSoup(
        editor.get(f"/admin/pages/{page.pk}/edit/").text, "html.parser"
    )
    boxes = form.select("input[name=red_flags]")

    assert [box["value"] for box in boxes if box.has_attr("checked")] == ["RF01"]
    assert {box["value"] for box in boxes} == set(red_flags.ALL)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"author": "", "body": [EVIDENCE]}, "This field is required."),
        ({"standfirst": "", "body": [EVIDENCE]}, "This field is required."),
        ({"reviewed_by": "", "body": [EVIDENCE]}, "read again by a second therapist"),
        ({"reviewed_on": "", "body": [EVIDENCE]}, "Say when it was reviewed."),
        ({}, "Health content needs a"),
    ],
)
def test_a_missing_field_is_reported_and_blocks_publishing(
    editor, shelf, changes, message
):
    response = publish(editor, shelf, **changes)

    assert message in response.text
    assert "Words." in response.text
    assert not ArticlePage.objects.exists()


def test_a_picture_requires_alternative_text(editor, shelf):
    picture = images.picture()

    response = publish(editor, shelf, body=[EVIDENCE], picture=picture.pk)

    assert "Say in words what the picture shows." in response.text
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

    assert "somebody else than the author" in response.text


def test_an_overdue_review_is_shown_to_readers_and_editors(editor, client):
    yesterday = clock.today(timezone.now()) - timedelta(days=1)
    pages.condition_page("hip-pain", next_review_on=yesterday)

    assert "This page is due for review" in client.get("/conditions/hip-pain/").text
    assert "Past their review" in editor.get("/admin/").text


def test_the_editor_shows_the_automatic_checks(editor):
    article = pages.article(
        body=[
            ("paragraph", "<p>This will cure your back for good.</p>"),
            pages.EVIDENCE,
        ]
    )

    page = editor.get(f"/admin/pages/{article.pk}/edit/").text

    assert "These words promise too much: cure." in page
    assert "Reading grade" in page


@pytest.mark.parametrize(
    ("alt", "words"),
    [("", "Describe every picture in words."), ("A chair", "Every picture is")],
)
def test_the_editor_checks_every_picture_for_alternative_text(editor, alt, words):
    picture = images.picture()
    picture.contextual_alt_text, picture.decorative = alt, False
    figure = ("figure", {"picture": picture, "caption": ""})
    article = pages.article(body=[figure, pages.EVIDENCE])

    page = editor.get(f"/admin/pages/{article.pk}/edit/").text

    assert words in page


def test_the_editor_does_not_mention_pictures_when_there_are_none(editor):
    page = editor.get(f"/admin/pages/{pages.article().pk}/edit/").text

    assert "picture is described" not in page


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

    assert message in refused.text
    assert ArticlePage.objects.get().draft_title == "Sleep"


def test_the_editor_warns_of_promises_in_the_title(editor):
    article = pages.article(title="How to cure your psoas")

    page = editor.get(f"/admin/pages/{article.pk}/edit/").text

    assert "These words promise too much: cure." in page


def test_a_myth_may_quote_banned_words(editor):
    myth = {"myth": "Massage can cure a disc.", "fact": "<p>It does not.</p>"}
    article = pages.article(body=[("myth", myth), pages.EVIDENCE])

    page = editor.get(f"/admin/pages/{article.pk}/edit/").text

    assert "No wording that promises too much." in page


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

    for path in ("category/pain-and-recovery", "tag/knees", "2026/3"):
        page = client.get(f"/articles/{path}/").text
        assert "/articles/march/" in page
        assert "/articles/other/" not in page
    assert client.get("/articles/by/imani/").text.count('class="teaser"') == 2


@pytest.mark.parametrize("path", ["category/none", "tag/none", "by/none", "1999/1"])
def test_an_empty_archive_page_is_not_found(client, path):
    pages.article()

    assert client.get(f"/articles/{path}/").status_code == 404


def test_the_index_shows_twelve_articles_per_page(client):
    for _ in range(13):
        pages.article()

    assert client.get("/articles/").text.count('class="teaser"') == 12
    assert client.get("/articles/?page=2").text.count('class="teaser"') == 1


def test_the_feed_lists_published_articles_with_their_author(client):
    article = pages.article("march")

    feed = client.get("/feeds/articles.atom")

    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert article.full_url in feed.text
    assert "<name>Imani</name>" in feed.text


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

    assert "has one page" in answer.text
    assert Page.objects.count() == before


def test_an_article_can_be_copied(sign_in):
    page = pages.article("one")
    data = {"new_title": "Twice", "new_slug": "twice"}
    data["new_parent_page"] = page.get_parent().pk

    sign_in(factories.staff(Role.OWNER)).post(f"/admin/pages/{page.pk}/copy/", data)

    assert ArticlePage.objects.filter(slug="twice").exists()
