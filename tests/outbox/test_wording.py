"""What messages say: from the file, or in the clinic's own words."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.utils import timezone

from outbox import kinds, rendering
from outbox.kinds import Kind
from outbox.models import Message, Wording
from tests import mails
from tests.factories import NOW
from tests.screens import parsed, texts

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, name in settings.LANGUAGES]
HELLO, SIGNED = ["Hello Robin,"], ["Our clinic"]


class Code(Kind):
    """A kind with the wording of the code letter."""

    name = "access_code"
    sent_when = "a test asks for it"
    placeholders = {
        **kinds.FIRST_NAME,
        "code": kinds.Placeholder("six digits", "123456"),
        "until": kinds.Placeholder("until when they work", ""),
    }


def rendered(of=Code.name, language="en", **values):
    kind = type(of, (Code,), {"name": of, "language": language})
    message = Message(kind=of, values={"first_name": "Robin", **values})
    return rendering.render(kind(message, NOW))


def lines(mail):
    """The paragraphs of the text."""
    return re.split(r"\n{2,}", mail.text.strip())


def test_the_default_wording_comes_from_the_file():
    mail = rendered(code="123456", until="9:00")

    assert mail.subject == "Your code"
    *said, signature = lines(mail)
    assert (
        said
        == texts(mail.html, "p")
        == [
            "Hello Robin,",
            "Enter these six digits on the page that asked for them: 123456",
            "They work until 9:00, in the browser that asked for them. "
            "The button below works for an hour, in any browser.",
            "If you did not ask for them, you need do nothing; "
            "nobody can use them without your mails.",
        ]
    )
    assert signature == "Our clinic"


def test_the_clinics_wording_replaces_the_default():
    Wording.objects.create(
        kind="access_code",
        language="en",
        subject="For {first_name}",
        paragraphs="It is {code}.\n\nBye.",
    )

    mail = rendered(code="123456")

    assert mail.subject == "For Robin"
    assert lines(mail) == [*HELLO, "It is 123456.", "Bye.", *SIGNED]


def test_only_known_placeholders_are_filled_in():
    Wording.objects.create(
        kind="access_code",
        language="en",
        subject="x",
        paragraphs="{code.__class__} {unknown} {code}",
    )

    mail = rendered(code="1")

    assert lines(mail) == [*HELLO, "{code.__class__} {unknown} 1", *SIGNED]


def test_a_value_with_a_full_stop_ends_its_sentence():
    Wording.objects.create(
        kind="access_code", language="en", subject="x", paragraphs="Until {until}."
    )

    assert lines(rendered(code="1", until="9:00 p. m."))[1] == "Until 9:00 p. m."
    assert lines(rendered(code="1", until="9:00 pm"))[1] == "Until 9:00 pm."


def test_a_paragraph_with_an_empty_placeholder_is_left_out():
    Wording.objects.create(
        kind="access_code",
        language="en",
        subject="x",
        paragraphs="First.\n\nUntil {until}, at {code}.\n\nLast.",
    )

    assert lines(rendered(code="1", until="9:00")) == [
        *HELLO,
        "First.",
        "Until 9:00, at 1.",
        "Last.",
        *SIGNED,
    ]
    assert lines(rendered(code="1", until="")) == [
        *HELLO,
        "First.",
        "Last.",
        *SIGNED,
    ]


def test_values_typed_by_a_client_are_escaped():
    mail = rendered(first_name="<b>Robin</b>", code="1")

    assert texts(mail.html, "p")[0] == "Hello <b>Robin</b>,"
    assert texts(mail.html, "p b") == []


@pytest.mark.parametrize("kind", kinds.worded(), ids=lambda kind: kind.name)
def test_every_kind_has_a_wording_that_uses_only_its_placeholders(kind):
    mail = rendered(kind.name, **{name: f"<{name}>" for name in kinds.known_in(kind)})

    assert "{" not in mail.subject + mail.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds.worded(), ids=lambda kind: kind.name)
def test_every_kind_reads_in_every_language(kind, language):
    english, wording = (rendering.default(kind.name, each) for each in ("en", language))
    mail = rendering.example(wording)

    assert "{" not in mail.subject + mail.text + mail.html.partition("</style>")[2]
    assert parsed(mail.html).html["lang"] == language
    same = set(parts(english)) & set(parts(wording))
    assert language == "en" or [part for part in same if re.search(r"\w ", part)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds.worded(), ids=lambda kind: kind.name)
def test_a_wording_has_the_same_parts_in_every_language(kind, language):
    english, said = (
        [sorted(kinds.PLACEHOLDER.findall(part)) for part in parts(wording)]
        for wording in (rendering.default(kind.name, each) for each in ("en", language))
    )

    assert said == english


def parts(wording):
    """The subject and the paragraphs of a wording."""
    return [wording.subject, *re.split(r"\n\s*\n", wording.paragraphs)]


def test_every_language_has_a_file_for_every_kind():
    folder = settings.BASE_DIR / "templates" / "emails"
    files = {
        each.name: sorted(path.stem for path in each.iterdir())
        for each in folder.iterdir()
        if each.is_dir()
    }

    assert files == dict.fromkeys(LANGUAGES, sorted(k.name for k in kinds.worded()))


def test_a_language_without_a_wording_of_ours_has_the_default_one():
    Wording.objects.create(
        kind="access_code", language="en", subject="Ours", paragraphs="Ours."
    )

    assert rendered(language="es").subject == "Su código"
    assert rendered(language="en").subject == "Ours"


def test_every_kind_has_a_title_of_its_own():
    titles = [str(kind.title) for kind in kinds.registered.values()]

    assert "" not in titles
    assert sorted({*titles}) == sorted(titles)


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
    wording = Wording(kind=kind, language="en", subject=subject, paragraphs=words)

    if wrong is None:
        wording.full_clean()
    else:
        with pytest.raises(ValidationError) as refusal:
            wording.full_clean()
        assert list(refusal.value.message_dict) == [wrong]
