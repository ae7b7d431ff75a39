"""The mailbox of the demo shows each mail as it was sent."""

from datetime import timedelta

import pytest
from django.urls import include, path

from clinic.urls import urlpatterns as addresses
from locations.models import Location
from outbox.kinds import RAW
from outbox.models import Message
from tests import factories, mails
from tests.factories import NOW, booked
from tests.outbox.letters import written

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

urlpatterns = [path("demo/", include("demo.urls")), *addresses]


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True
    factories.clinic("Imani")


def test_a_mail_is_shown_as_it_was_sent(client):
    booked("09:00")
    mails.leaving(NOW)
    Location.objects.update(street="9 Other Road")
    message = Message.objects.get(kind="confirmation")

    page = client.get(f"/demo/mail/{message.pk}/").text

    assert "You are booked: Monday, June 8, 9:00 am" in client.get("/demo/mail/").text
    assert "18 Lantern Square" in page
    assert "9 Other Road" not in page
    html = client.get(f"/demo/mail/{message.pk}/html/").text
    assert "18 Lantern Square" in html
    file = client.get(f"/demo/mail/{message.pk}/file/")
    assert file.headers["Content-Type"] == "text/calendar"
    assert "BEGIN:VEVENT" in file.text


def test_a_code_can_be_read_after_its_message_was_emptied(client):
    message = written(kind=RAW, subject="Your code", text="It is 123456.", now=NOW)
    mails.leaving(NOW)

    assert "It is 123456." in client.get(f"/demo/mail/{message.pk}/").text
    assert client.get(f"/demo/mail/{message.pk}/file/").status_code == 404


def test_an_unsent_mail_is_not_found(client):
    booked("09:00")
    waiting = Message.objects.get(kind="reminder_24_hours")

    mails.leaving(NOW + timedelta(hours=1))

    assert client.get(f"/demo/mail/{waiting.pk}/").status_code == 404
