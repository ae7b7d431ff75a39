"""The mail check: what waits for it, what it says, and that it proves arrival."""

import re
import smtplib
import socket
import ssl
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.utils import timezone

from accounts.message_kinds import SignInCode
from accounts.roles import Role
from booking.availability import catalogue as catalogues
from onboarding import mail_troubles
from onboarding.models import Setup
from outbox import delivery
from outbox.models import Message
from tests import factories
from tests.onboarding.conftest import FORM
from tests.outbox import mail_server
from tests.outbox.letters import written
from tests.outbox.mail_server import Inbox
from tests.screens import heading, links, text, texts

pytestmark = pytest.mark.django_db

CHECK, SEND = "/admin/mail-check/", "/admin/mail-check/send/"
NOTICE = ".mail-notice"


@pytest.fixture
def owner(opened, sign_in):
    """The browser of the owner of a clinic whose mail is not proven."""
    return sign_in(opened().owner)


def code_in(mail):
    return re.search(r"^\s+(\d{6})$", mail.body, re.MULTILINE)[1]


def trouble(answer):
    """(what went wrong, what helps) on the page."""
    shown = texts(answer, ".staff__warning :is(h2, p)")
    return shown[0], shown[1]


# What waits


def test_letters_wait_without_being_tried(opened, mailoutbox):
    opened()
    letter = written(due_at=timezone.now())

    tried = delivery.deliver_due(timezone.now())

    letter.refresh_from_db()
    assert (tried, mailoutbox, letter.attempts) == (0, [], 0)
    assert letter.state == Message.State.WAITING


def test_a_code_to_sign_in_leaves_all_the_same(opened, client, mailoutbox):
    opened()
    client.post("/accounts/login/", {"login": FORM["email"]})

    delivery.deliver_due(timezone.now())

    assert [mail.to for mail in mailoutbox] == [[FORM["email"]]]
    assert Message.objects.get(kind=SignInCode.name).state == Message.State.SENT


def test_the_list_of_messages_says_why_they_wait(owner):
    written()

    page = owner.get("/admin/messages/")

    assert "Waits until the mail check has passed." in texts(page, "td")


def test_every_page_of_the_admin_says_so_and_leads_to_the_check(owner):
    for path in ("/admin/", "/admin/today/", "/admin/users/"):
        page = owner.get(path)
        assert text(page, NOTICE).startswith("Mail has not been proven to arrive.")
        assert links(page, f"{NOTICE} a") == {"Check it now": CHECK}


def test_others_of_the_team_see_the_notice_without_a_link(opened, sign_in):
    opened()

    page = sign_in(factories.staff(Role.FRONT_DESK)).get("/admin/")

    assert links(page, f"{NOTICE} a") == {}
    assert text(page, NOTICE).endswith("The owner can check it.")


def test_clients_read_that_booking_opens_soon(opened, client):
    factories.clinic("Imani")
    opened()

    pages = [
        client.get("/book/"),
        client.get("/book/first-visit/times/?length=60"),
        client.post("/book/hold/", headers={"Origin": "http://localhost"}),
    ]

    assert [page.status_code for page in pages] == [503] * 3
    assert {heading(page) for page in pages} == {"Online booking opens soon"}
    assert "Call us: (212) 555-0142" in texts(pages[0], "main p")[1]


def test_the_team_books_by_phone_meanwhile(opened):
    factories.clinic("Imani")
    opened()

    assert catalogues.current().offers.keys() == {"first-visit"}
    assert not catalogues.current().is_open


# Proof


def test_the_code_of_the_letter_proves_that_mail_arrives(owner, client, mailoutbox):
    factories.clinic("Imani")
    waits = written(due_at=timezone.now())
    assert client.get("/book/").status_code == 503
    answer = owner.post(SEND)
    assert answer.url == CHECK
    [letter] = mailoutbox
    assert letter.to == [FORM["email"]]

    answer = owner.post(CHECK, {"code": code_in(letter)})

    assert answer.url == CHECK
    page = owner.get(CHECK)
    assert texts(page, NOTICE) == []
    assert texts(page, ".staff strong") == ["Mail arrives."]
    assert client.get("/book/").status_code == 200
    assert delivery.deliver_due(timezone.now()) == 1
    waits.refresh_from_db()
    assert waits.state == Message.State.SENT


def test_a_wrong_code_proves_nothing(owner, mailoutbox):
    owner.post(SEND)
    right = code_in(mailoutbox[0])

    page = owner.post(CHECK, {"code": f"{(int(right) + 1) % 10**6:06}"})

    assert texts(page, ".errorlist li") == [
        "This is not the code of the last letter, or it is older than an hour."
    ]
    assert Setup.objects.get().mail_proven_at is None


def test_only_the_newest_code_counts(owner, mailoutbox):
    owner.post(SEND)
    owner.post(SEND)

    owner.post(CHECK, {"code": code_in(mailoutbox[0])})
    assert Setup.objects.get().mail_proven_at is None
    owner.post(CHECK, {"code": code_in(mailoutbox[1])})
    assert Setup.objects.get().mail_proven_at


def test_a_code_ends_after_an_hour(owner, mailoutbox):
    owner.post(SEND)
    Setup.objects.update(code_sent_at=timezone.now() - timedelta(minutes=61))

    owner.post(CHECK, {"code": code_in(mailoutbox[0])})

    assert Setup.objects.get().mail_proven_at is None


def test_no_code_is_right_before_a_letter_has_left(owner):
    owner.post(CHECK, {"code": "000000"})

    assert Setup.objects.get().mail_proven_at is None


def test_letters_and_guesses_are_limited(owner, mailoutbox):
    for _ in range(8):
        owner.post(SEND)
    assert len(mailoutbox) == 6

    pages = [owner.post(CHECK, {"code": "000000"}) for _ in range(7)]

    assert texts(pages[6], ".errorlist li")[0] == (
        "That was a lot at once. Please try again in a minute."
    )


def test_a_clinic_that_was_set_up_otherwise_has_no_check(client, sign_in):
    factories.clinic("Imani")
    browser = sign_in(factories.staff(Role.OWNER))

    assert browser.get(CHECK).status_code == 404
    assert texts(browser.get("/admin/"), NOTICE) == []
    assert client.get("/book/").status_code == 200


# What can go wrong, with a real server where there can be one


@pytest.fixture
def serve(smtp):
    """Start a mail server of some behaviour: ``serve(Inbox(), auth_required=True)``."""
    started = []

    def serve(handler, **options):
        server = Controller(handler, hostname="127.0.0.1", port=smtp, **options)
        server.start()
        started.append(server)
        return handler

    yield serve
    for each in started:
        each.stop()


class NoSender(Inbox):
    """A server that does not know the sender."""

    async def handle_MAIL(self, server, session, envelope, address, options):
        return "553 not your address"


def no_login(server, session, envelope, mechanism, auth_data):
    return AuthResult(success=False, handled=False)


def test_a_letter_arrives_at_a_real_server(owner, serve):
    inbox = serve(Inbox())

    owner.post(SEND)

    assert inbox.recipients == [FORM["email"]]


def test_without_a_mail_server_the_owner_learns_how_to_name_one(owner, smtp):
    what, advice = trouble(owner.post(SEND))

    assert what == "The site does not know yet which mail server to use."
    assert "EMAIL_HOST=" in advice


def test_a_mistyped_host(owner, smtp, settings):
    settings.EMAIL_HOST = "smtp.nowhere.invalid"

    what, _ = trouble(owner.post(SEND))

    assert what == "There is no mail server named smtp.nowhere.invalid."


def test_a_refused_connection(owner, smtp, settings):
    settings.EMAIL_HOST = "127.0.0.2"

    what, advice = trouble(owner.post(SEND))

    assert what == f"127.0.0.2 is there, but takes no mail on port {smtp}."
    assert "587" in advice


def test_a_server_that_does_not_answer(owner, smtp, settings):
    settings.EMAIL_TIMEOUT = 1
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", smtp))
        silent.listen()

        what, _ = trouble(owner.post(SEND))

    assert what == f"127.0.0.1 did not answer on port {smtp} within 1 seconds."


def test_a_server_without_tls(owner, serve, settings):
    settings.EMAIL_USE_TLS = True
    serve(Inbox())

    what, _ = trouble(owner.post(SEND))

    assert what == "No safe connection to 127.0.0.1 could be made."


def test_a_refused_login(owner, serve, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "clinic", "wrong"
    serve(Inbox(), authenticator=no_login, auth_require_tls=False)

    answer = owner.post(SEND)

    what, _ = trouble(answer)
    assert what == "127.0.0.1 refused the user name or the password."
    assert text(answer, ".staff__warning code").startswith("535 ")


def test_a_server_that_takes_no_login_without_tls(owner, serve, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "clinic", "secret"
    serve(Inbox())

    what, advice = trouble(owner.post(SEND))

    assert what.startswith("127.0.0.1 takes no user name and password on port")
    assert "EMAIL_USE_TLS=1" in advice


def test_a_refused_sender(owner, serve):
    serve(NoSender())

    answer = owner.post(SEND)

    what, _ = trouble(answer)
    assert what == "127.0.0.1 does not let this site write as clinic@localhost."
    assert text(answer, ".staff__warning code") == "553 not your address"


def test_a_refused_recipient(owner, serve):
    serve(Inbox()).behaviour = "refuse"

    answer = owner.post(SEND)

    what, _ = trouble(answer)
    assert what == "127.0.0.1 does not take letters to your address."
    assert text(answer, ".staff__warning code") == "550 no such mailbox"
    assert Setup.objects.get().code == ""


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ssl.SSLCertVerificationError("wrong name"), mail_troubles.TLS_FAILED),
        (smtplib.SMTPServerDisconnected("hung up"), mail_troubles.OTHER),
        (smtplib.SMTPDataError(554, b"looks like spam"), mail_troubles.OTHER),
    ],
)
def test_errors_that_no_server_of_ours_makes(error, words):
    said = mail_troubles.trouble_with(error)

    assert said.what == words[0].format(host="localhost")
    assert said.help == words[1]


def test_the_server_keeps_working_after_the_check(owner, smtp):
    """A port that was refused is looked at again, not remembered."""
    owner.post(SEND)

    with mail_server.running(smtp) as inbox:
        owner.post(SEND)

    assert inbox.recipients == [FORM["email"]]
