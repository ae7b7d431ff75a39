"""The mailbox of the demo shows each mail as it was sent."""

from datetime import timedelta

import pytest
from django.urls import include, path

from clinic.urls import urlpatterns as addresses
from locations.models import Location
from outbox.kinds import RAW
from outbox.models import Message
from tests import factories, mails
from tests.content.calendar_readers import event_of
from tests.factories import NOW, booked
from tests.outbox.letters import written
from tests.screens import text, texts

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

urlpatterns = [path("demo/", include("demo.urls")), *addresses]


@pytest.fixture(autouse=True)
def demo(settings, demo_sections):
    settings.DEMO = True
    factories.clinic("Imani")


def test_a_mail_is_shown_as_it_was_sent(client):
    booked("09:00")
    [sent, *_] = mails.leaving(NOW)
    Location.objects.update(street="9 Other Road")
    message = Message.objects.get(kind="confirmation")

    page = client.get(f"/demo/mail/{message.pk}/")
    html = client.get(f"/demo/mail/{message.pk}/html/")

    assert sent.subject == "You are booked: Monday, June 8, 9:00 am"
    assert mails.facts(sent)["Where"] == (
        "Lantern Square, 18 Lantern Square, New York, NY"
    )
    assert texts(client.get("/demo/mail/"), ".offers strong") == [sent.subject]
    assert text(page, ".mail-text") == " ".join(sent.body.split())
    assert html.text == sent.alternatives[0].content
    file = client.get(f"/demo/mail/{message.pk}/file/")
    assert file.headers["Content-Type"] == "text/calendar"
    assert event_of(file.text)["LOCATION"] == (
        "Lantern Square, 18 Lantern Square, New York, NY"
    )


def test_a_code_can_be_read_after_its_message_was_emptied(client):
    message = written(kind=RAW, subject="Your code", text="It is 123456.", now=NOW)
    mails.leaving(NOW)

    page = client.get(f"/demo/mail/{message.pk}/")
    assert text(page, ".mail-text") == "It is 123456."
    assert client.get(f"/demo/mail/{message.pk}/file/").status_code == 404


def test_an_unsent_mail_is_not_found(client):
    booked("09:00")
    waiting = Message.objects.get(kind="reminder_24_hours")

    mails.leaving(NOW + timedelta(hours=1))

    assert client.get(f"/demo/mail/{waiting.pk}/").status_code == 404
