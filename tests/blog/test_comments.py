"""Comments are reviewed before publication, and safe for writers and readers."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.roles import Role
from blog import services
from blog.models import Comment
from locations import clock
from tests import factories, pages
from tests.screens import errors, fields, text, texts

pytestmark = pytest.mark.django_db

ORIGIN = {"origin": "http://testserver"}
FORM = ".comments form"
TEXTS = ".comment > p:not(.hint)"
WAITING = ".moderate > p:not(:has(b, a))"


@pytest.fixture
def article():
    return pages.article("stretch")


def filled(client, **changes):
    """The form of the page as somebody fills it in after a moment."""
    with time_machine.travel(timezone.now() - timedelta(minutes=1), tick=False):
        form = fields(client.get("/articles/stretch/"), FORM)
    return {
        **form,
        "name": "Maureen",
        "email": "maureen@example.com",
        "text": "Is it fine with a new knee?",
        "left_out": ["on"],
        **changes,
    }


def send(client, **changes):
    data = filled(client, **changes)
    return client.post("/articles/stretch/comment/", data, headers=ORIGIN)


def test_a_comment_is_held_until_it_is_reviewed(client, article):
    response = send(client)

    assert response.headers["Location"] == "/articles/stretch/?thanks=1#comments"
    assert Comment.objects.get().status == Comment.Status.HELD
    assert texts(client.get("/articles/stretch/"), ".comment") == []


def test_resubmitting_a_comment_creates_one(client, article):
    for _ in range(2):
        send(client)

    assert Comment.objects.count() == 1


def test_a_comment_describing_an_emergency_shows_where_to_get_help(client, article):
    response = send(client, text="Since today I am numb between my legs")

    page = client.get(response.headers["Location"])
    assert text(page, ".care__title") == "If this is about you, get help first"
    assert Comment.objects.get().may_be_urgent


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"text": "x" * 100_000},
            "Ensure this value has at most 1500 characters (it has 100000).",
        ),
        ({"text": ""}, "Write your comment."),
        ({"email": "nobody"}, "Enter a valid e-mail address."),
        (
            {"name": "www.buy.example"},
            "Enter a name, without web or e-mail addresses.",
        ),
        ({"left_out": []}, "Please tick “I have left out private health details”."),
    ],
)
def test_an_invalid_field_shows_its_error_and_keeps_the_input(
    client, article, changes, message
):
    sent = filled(client, **changes)

    response = client.post("/articles/stretch/comment/", sent, headers=ORIGIN)

    assert response.status_code == 422
    assert text(response, "title") == "Error: Stretch – Our clinic"
    assert errors(response) == [message]
    assert {"left_out": [], **fields(response, FORM)} == sent
    assert not Comment.objects.exists()


def test_a_script_in_a_comment_is_escaped(client, article):
    send(client, text="<script>alert(1)</script>")
    Comment.objects.update(status=Comment.Status.PUBLISHED)

    page = client.get("/articles/stretch/")

    assert text(page, TEXTS) == "<script>alert(1)</script>"


def test_replies_are_shown_in_the_order_they_were_written(client, article):
    first = pages.comment(article, status=Comment.Status.PUBLISHED)
    for n, words in enumerate(("It counts.", "And so does this.")):
        now = timezone.now() + timedelta(minutes=n)
        services.reply(
            comment=first,
            text=words,
            user=factories.staff(Role.OWNER, email=f"o{n}@example.com"),
            now=now,
        )

    page = client.get("/articles/stretch/")

    assert texts(page, ".comment--staff p") == ["It counts.", "And so does this."]


@pytest.mark.parametrize(
    "changes", [{"homepage": "https://buy.example"}, {"shown": "forged"}]
)
def test_spam_is_thanked_and_discarded(client, article, changes):
    person = send(client)
    Comment.objects.all().delete()

    machine = send(client, **changes)

    assert machine.headers["Location"] == person.headers["Location"]
    assert not Comment.objects.exists()


def test_a_form_sent_too_quickly_must_be_sent_again(client, article):
    shown = fields(client.get("/articles/stretch/"), FORM)["shown"]

    response = send(client, shown=shown)

    assert errors(response) == ["That was quick. Please press the button once more."]
    assert fields(response, FORM)["text"] == "Is it fine with a new knee?"
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        assert send(client, shown=shown).status_code == 302
    assert Comment.objects.count() == 1


def test_opening_the_form_url_redirects_to_the_article(client, article):
    response = client.get("/articles/stretch/comment/")

    assert response.headers["Location"] == "/articles/stretch/"


def test_a_comment_from_another_site_is_refused(client, article):
    response = client.post(
        "/articles/stretch/comment/",
        filled(client),
        headers={"origin": "https://elsewhere.example"},
    )

    assert response.status_code == 403


def test_comments_close_after_ninety_days(client, article):
    article.published_on = clock.today(timezone.now()) - timedelta(days=91)
    article.save()

    page = client.get("/articles/stretch/")

    assert texts(page, ".comments .hint") == ["Comments on this article are closed."]
    assert texts(page, FORM) == []
    response = client.post("/articles/stretch/comment/", {}, headers=ORIGIN)
    assert response.headers["Location"] == "/articles/stretch/"


def test_an_editor_publishes_rejects_and_replies(client, article, sign_in):
    first, second = pages.comment(article), pages.comment(article, text="Buy magnets")
    user = factories.staff(Role.EDITOR, first_name="Saskia", last_name="Obi")
    editor = sign_in(user)
    assert texts(editor.get("/admin/comments/"), WAITING) == [
        "Thank you.",
        "Buy magnets",
    ]

    editor.post(f"/admin/comments/{second.pk}/reject/")
    editor.post(f"/admin/comments/{first.pk}/publish/", {"text": "You are welcome."})

    assert texts(client.get("/articles/stretch/"), "article.comment") == [
        "Sam June 1, 2026 Thank you. Saskia Obi of the clinic You are welcome."
    ]
    editor.post(f"/admin/comments/{first.pk}/reject/")
    assert texts(client.get("/articles/stretch/"), ".comment") == []


def test_a_reply_that_is_too_long_is_refused(article, sign_in):
    comment = pages.comment(article)
    editor = sign_in(factories.staff(Role.EDITOR))

    editor.post(f"/admin/comments/{comment.pk}/publish/", {"text": "x" * 1501})

    comment.refresh_from_db()
    assert comment.status == Comment.Status.HELD


def test_possibly_urgent_comments_are_listed_first(article, sign_in):
    pages.comment(article, text="First in line")
    pages.comment(article, text="Numb legs", may_be_urgent=True)

    page = sign_in(factories.staff(Role.EDITOR)).get("/admin/comments/")

    assert texts(page, WAITING) == ["Numb legs", "First in line"]
