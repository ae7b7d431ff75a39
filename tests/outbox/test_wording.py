"""What messages say: from the file, or in the clinic's own words."""

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import send_mail

from outbox import kinds, rendering, services
from outbox.models import Message, Wording
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def written(kind="access_code", **values):
    values = {"first_name": "Robin", **values}
    letter = services.letter(kind=kind, to="a@example.com", values=values, now=NOW)
    services.post(letter)
    return letter


def test_the_file_has_the_words():
    mail = rendering.render(written(code="123456"))

    assert mail.subject == "Your code"
    assert "123456" in mail.text
    assert "123456" in mail.html


def test_the_clinics_own_words_replace_the_file():
    Wording.objects.create(
        kind="access_code",
        subject="For {first_name}",
        paragraphs="It is {code}.\n\nBye.",
    )

    mail = rendering.render(written(code="123456"))

    assert mail.subject == "For Robin"
    assert "It is 123456." in mail.text


def test_only_named_placeholders_are_filled_in():
    Wording.objects.create(
        kind="access_code", subject="x", paragraphs="{code.__class__} {unknown} {code}"
    )

    mail = rendering.render(written(code="1"))

    assert "{code.__class__} {unknown} 1" in mail.text


def test_what_a_client_typed_cannot_become_html():
    mail = rendering.render(written(first_name="<b>Robin</b>", code="1"))

    assert "<b>Robin</b>" not in mail.html
    assert "&lt;b&gt;Robin&lt;/b&gt;" in mail.html


@pytest.mark.parametrize("kind", kinds.worded(), ids=lambda kind: kind.name)
def test_every_kind_has_words_that_use_only_its_placeholders(kind):
    message = written(kind.name, **{name: f"<{name}>" for name in kind.placeholders})

    mail = rendering.render(message)

    assert "{" not in mail.subject + mail.text


def test_mails_of_other_packages_join_the_outbox(settings):
    settings.EMAIL_BACKEND = "outbox.backends.EmailBackend"

    send_mail("Subject", "Body", None, ["staff@example.com"])

    message = Message.objects.get()
    assert (message.to, message.subject) == ("staff@example.com", "Subject")
    assert rendering.render(message).text == "Body"


@pytest.mark.parametrize(
    ("kind", "subject", "words", "wrong"),
    [
        ("access_code", "Your code", "It is {code}.", None),
        ("access_code", "Your code", "It is {cod}.", "paragraphs"),
        ("access_code", "It is {code}", "It is {code}.", "subject"),
        ("confirmation", "Booked, {first_name}", "See you.", None),
        ("confirmation", "Booked, {name}", "See you.", "subject"),
        ("greeting", "Hello", "Hello.", "kind"),
    ],
)
def test_a_wording_that_would_go_wrong_cannot_be_saved(kind, subject, words, wrong):
    wording = Wording(kind=kind, subject=subject, paragraphs=words)

    if wrong is None:
        wording.full_clean()
    else:
        with pytest.raises(ValidationError) as refusal:
            wording.full_clean()
        assert list(refusal.value.message_dict) == [wrong]
