"""What messages say: from the file, or in the clinic's own words."""

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.utils import timezone

from outbox import kinds, rendering
from outbox.kinds import Kind
from outbox.models import Message, Wording
from tests import mails
from tests.factories import NOW

pytestmark = pytest.mark.django_db


class Code(Kind):
    """A kind with the wording of the code letter."""

    name = "access_code"
    placeholders = ("first_name", "code", "until")


def rendered(of=Code.name, **values):
    kind = type(of, (Code,), {"name": of})
    message = Message(kind=of, values={"first_name": "Robin", **values})
    return rendering.render(kind(message, NOW))


def test_the_default_wording_comes_from_the_file():
    mail = rendered(code="123456")

    assert mail.subject == "Your code"
    assert "123456" in mail.text
    assert "123456" in mail.html


def test_the_clinics_wording_replaces_the_default():
    Wording.objects.create(
        kind="access_code",
        subject="For {first_name}",
        paragraphs="It is {code}.\n\nBye.",
    )

    mail = rendered(code="123456")

    assert mail.subject == "For Robin"
    assert "It is 123456." in mail.text


def test_only_known_placeholders_are_filled_in():
    Wording.objects.create(
        kind="access_code", subject="x", paragraphs="{code.__class__} {unknown} {code}"
    )

    mail = rendered(code="1")

    assert "{code.__class__} {unknown} 1" in mail.text


def test_a_paragraph_with_an_empty_placeholder_is_left_out():
    Wording.objects.create(
        kind="access_code",
        subject="x",
        paragraphs="First.\n\nUntil {until}, at {code}.\n\nLast.",
    )

    assert "Until 9:00, at 1." in rendered(code="1", until="9:00").text
    text = rendered(code="1", until="").text
    assert "Until" not in text
    assert text.index("First.") < text.index("Last.")


def test_values_typed_by_a_client_are_escaped():
    mail = rendered(first_name="<b>Robin</b>", code="1")

    assert "<b>Robin</b>" not in mail.html
    assert "&lt;b&gt;Robin&lt;/b&gt;" in mail.html


@pytest.mark.parametrize("kind", kinds.worded(), ids=lambda kind: kind.name)
def test_every_kind_has_a_wording_that_uses_only_its_placeholders(kind):
    mail = rendered(kind.name, **{name: f"<{name}>" for name in kinds.known_in(kind)})

    assert "{" not in mail.subject + mail.text


def test_mails_of_other_packages_go_through_the_outbox(settings):
    settings.EMAIL_BACKEND = "outbox.backends.EmailBackend"

    send_mail("Subject", "Body", None, ["staff@example.com"])

    [mail] = mails.leaving(timezone.now())
    assert (mail.to, mail.subject) == (["staff@example.com"], "Subject")
    assert mail.body == "Body"


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
def test_an_invalid_wording_is_refused_at_its_field(kind, subject, words, wrong):
    wording = Wording(kind=kind, subject=subject, paragraphs=words)

    if wrong is None:
        wording.full_clean()
    else:
        with pytest.raises(ValidationError) as refusal:
            wording.full_clean()
        assert list(refusal.value.message_dict) == [wrong]
