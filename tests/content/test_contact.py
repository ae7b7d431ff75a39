"""The contact form mails the clinic and discards spam."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from content.models import ContactPage
from outbox.delivery import deliver_due
from outbox.models import Message
from tests import factories, mails, pages
from tests.screens import errors, fields, texts

pytestmark = pytest.mark.django_db

ORIGIN = {"origin": "http://testserver"}


@pytest.fixture(autouse=True)
def page():
    factories.clinic("Imani")
    return pages.index(ContactPage, "contact")


def send(client, **changes):
    with time_machine.travel(timezone.now() - timedelta(minutes=1), tick=False):
        form = fields(client.get("/contact/"))
    data = {
        **form,
        "name": "Robin",
        "email": "robin@example.com",
        "message": "Do you have parking?",
        **changes,
    }
    return client.post("/contact/send/", data, headers=ORIGIN)


def test_a_message_is_mailed_to_the_clinic(client):
    response = send(client)

    assert texts(client.get(response.url), "main [role=status]") == [
        "Thank you, your message is on its way."
    ]
    [mail] = mails.leaving(timezone.now())
    assert mail.to == ["hello@example.com"]
    assert mails.facts(mail) == {
        "From": "Robin",
        "E-mail": "robin@example.com",
        "Message": "Do you have parking?",
    }


def test_a_message_is_emptied_once_it_was_sent(client):
    send(client)
    deliver_due(timezone.now())

    message = Message.objects.get()
    assert message.values == {}


def test_an_invalid_field_shows_its_error_and_keeps_the_message(client):
    response = send(client, email="")

    assert response.status_code == 422
    assert errors(response) == ["Enter your e-mail address."]
    shown = fields(response)
    assert (shown["name"], shown["email"]) == ("Robin", "")
    assert shown["message"] == "Do you have parking?"
    assert not Message.objects.exists()


@pytest.mark.parametrize("changes", [{"homepage": "x"}, {"shown": ""}])
def test_spam_is_thanked_and_discarded(client, changes):
    assert send(client, **changes).status_code == 302
    assert not Message.objects.exists()


def test_the_number_of_messages_per_visitor_is_limited(client):
    answers = [send(client) for _ in range(8)]

    assert [answer.status_code for answer in answers] == [302] * 6 + [422] * 2
    assert errors(answers[-1]) == ["That was a lot at once. Please try again soon."]
    assert fields(answers[-1])["message"] == "Do you have parking?"


def test_a_message_from_another_site_is_refused(client):
    response = client.post(
        "/contact/send/", {}, headers={"origin": "https://elsewhere.example"}
    )

    assert response.status_code == 403
