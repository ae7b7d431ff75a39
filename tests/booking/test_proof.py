"""The link in a mail and the mailed code: what they prove, and for how long."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password

from booking import links, services
from booking.models import Appointment
from booking.models.appointments import Status
from clients.message_kinds import AccessCodeLetter
from clients.models import AccessCode
from outbox.models import Message
from tests import factories, mails, screens
from tests.booking import flow
from tests.booking.flow import browser_path, mail_path
from tests.content.calendar_readers import event_of
from tests.factories import NOW, ROBIN, booked
from tests.screens import errors, facts, fields, heading, text, texts

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", rooms=2)


# Proof


def test_opening_the_mailed_link_proves_nothing(client, known):
    visit = booked(browser="b", person="tomasz")

    page = client.get(mail_path(visit))

    assert texts(page, "main button") == [
        "Yes, this is my address",
        "Book again",
        "I did not book this",
    ]
    visit.client.refresh_from_db()
    assert visit.client.proven_at is None


def test_the_link_shown_in_the_browser_cannot_prove_an_address(client):
    visit = booked()

    assert texts(client.get(browser_path(visit)), "main button") == []
    token = links.shown(visit)
    assert client.post(f"/visit/mail/{token}/prove/").status_code == 404


def test_pressing_the_button_proves_the_client_and_the_browser(client, known):
    visit = booked(browser="b", person="tomasz")

    answer = flow.prove(client, visit)

    visit.refresh_from_db()
    assert answer.headers["Location"] == f"/visit/{links.behind_mail(visit)}/"
    visit.client.refresh_from_db()
    assert (visit.client.joined_to, visit.client.proof) == (known, "link")
    assert texts(client.get(browser_path(visit)), "main button") == [
        "Close: forget me in this browser"
    ]


def test_a_browsers_proof_ends_after_half_an_hour(client, known, time_machine):
    flow.prove(client, Appointment.objects.get(client=known))
    time_machine.move_to(NOW + timedelta(minutes=31), tick=False)

    pressed = flow.press(client)

    assert pressed.headers["Location"].endswith("/details")


def test_the_session_key_changes_with_every_proof(client, known):
    flow.press(client)
    before = client.session.session_key

    flow.prove(client, Appointment.objects.get(client=known))

    assert client.session.session_key != before


def test_closing_the_session_forgets_the_client(client, known):
    flow.prove(client, Appointment.objects.get(client=known))

    closed = client.post("/been-here/close/")

    assert closed.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert flow.press(client).headers["Location"].endswith("/details")


def test_a_known_phone_changes_only_when_the_client_confirms_it(client, known):
    new = replace(ROBIN, phone="+12125550166")
    visit = booked(browser="b", person="tomasz", contact=new)

    asked = flow.prove(client, visit).headers["Location"]
    assert asked == mail_path(visit, "contact/")
    assert text(client.get(asked), "main form p") == (
        "Is 212-•••-••11 still your number? For this visit it is 212-•••-••66."
    )
    known.refresh_from_db()
    assert known.phone.as_e164 == "+12125550111"

    client.post(asked, {"use": "new"})
    known.refresh_from_db()
    assert known.phone.as_e164 == "+12125550166"


def test_the_link_mailed_to_an_old_address_does_not_prove_the_new_one(client):
    visit = booked()
    old = mail_path(visit)
    services.change_contact(appointment=visit, email="new@example.com", now=NOW)
    visit.refresh_from_db()

    assert client.get(old).status_code == 404
    flow.prove(client, visit)
    visit.client.refresh_from_db()
    assert visit.client.proven_at is None
    assert "proof" not in client.session


def test_an_expired_mailed_link_shows_nothing_and_sends_a_code(
    client, known, time_machine
):
    visit = Appointment.objects.get(client=known)
    time_machine.move_to(visit.ends_at + 31 * DAY, tick=False)

    page = client.get(mail_path(visit))
    assert heading(page) == "This link has ended"
    assert "Robin" not in page.text
    assert "June" not in page.text
    asked = client.post(mail_path(visit, "again/"))

    assert asked.headers["Location"] == "/been-here/code/"
    assert Message.objects.filter(kind="access_code").get().to == "robin@example.com"
    client.post(mail_path(visit, "prove/"))
    assert "proof" not in client.session


def test_a_mailbox_owner_can_cancel_a_visit_they_did_not_book(client, known):
    visit = booked(browser="b", person="tomasz")

    page = client.post(mail_path(visit, "not-mine/"), follow=True)

    assert heading(page) == "Your visit is cancelled"
    visit.refresh_from_db()
    assert visit.status == Status.CANCELLED
    assert visit.history.last().details["fee_cents"] == 0


# Book again


def test_a_proven_client_books_again_in_three_presses(client, known):
    visit = Appointment.objects.get(client=known)
    times = client.post(mail_path(visit, "again/")).headers["Location"]
    assert times.startswith("/book/first-visit/times/?length=60&therapist=imani")
    assert client.get(times).status_code == 200

    check = flow.press(client, known="1").headers["Location"]
    assert check.endswith("/check")
    page = client.get(check)
    assert facts(page)["You"] == "Robin Vale r•••@example.com 212-•••-••11"
    assert "robin@example.com" not in page.text
    done = flow.book(client, check.removesuffix("check"), changed="0")

    assert heading(client.get(done.headers["Location"])) == "You are booked, Robin"
    again = Appointment.objects.get(starts_at=factories.instant("09:00"))
    assert again.client == known


def test_booking_again_carries_treatment_length_therapist_and_place(client, known):
    visit = Appointment.objects.get(client=known)

    times = client.post(mail_path(visit, "again/")).headers["Location"]

    carried = "length=60&therapist=imani&location=lantern-square&known=1"
    assert times == f"/book/first-visit/times/?{carried}"


def test_a_mailed_code_lets_a_known_client_go_on_without_typing(client, known):
    details = flow.press(client).headers["Location"]
    client.post("/been-here/", {"email": "robin@example.com", "next": details})
    digits = Message.objects.get(kind="access_code").values["code"]

    back = client.post("/been-here/code/", {"code": digits})

    assert back.headers["Location"] == details
    assert fields(client.get(details))["name"] == "Robin Vale"


def test_a_mailbox_of_several_clients_is_asked_who_is_booking(client, known):
    factories.proven(
        booked("11:00", browser="b", contact=replace(ROBIN, name="Ida Vale"))
    )
    client.post("/been-here/", {"email": "robin@example.com", "next": "/book/"})
    digits = Message.objects.get(kind="access_code").values["code"]

    asked = client.post("/been-here/code/", {"code": digits}).headers["Location"]
    assert texts(client.get(asked), "main button") == [
        "Robin Vale",
        "Ida Vale",
        "Somebody else",
    ]
    assert (
        client.post(asked, {"client": known.pk, "next": "//evil"}).headers["Location"]
        == "/"
    )
    assert flow.press(client).headers["Location"].endswith("/check")


def test_the_link_in_a_code_mail_proves_only_by_its_button(client, known):
    client.post("/been-here/", {"email": "robin@example.com", "next": "/book/"})
    letter = Message.objects.get(kind="access_code")
    actions = dict(AccessCodeLetter(letter, NOW).actions)
    path = actions["Yes, this is my address"].removeprefix("http://localhost")
    elsewhere = type(client)()

    assert "proof" not in elsewhere.get(path).client.session
    assert elsewhere.post(path).headers["Location"] == "/book/"
    assert elsewhere.session["proof"]["client"] == str(known.pk)


def test_choosing_a_client_does_not_extend_the_proof(client, known, time_machine):
    client.post("/been-here/", {"email": "robin@example.com", "next": "/book/"})
    digits = Message.objects.get(kind="access_code").values["code"]
    client.post("/been-here/code/", {"code": digits})
    before = client.session["proof"]["until"]
    time_machine.move_to(NOW + timedelta(minutes=29), tick=False)

    client.post("/been-here/who/", {"client": known.pk})

    assert client.session["proof"]["until"] == before


def test_the_button_in_a_code_mail_works_once(client, known):
    client.post("/been-here/", {"email": "robin@example.com", "next": "/book/"})
    letter = Message.objects.get(kind="access_code")
    actions = dict(AccessCodeLetter(letter, NOW).actions)
    path = actions["Yes, this is my address"].removeprefix("http://localhost")

    assert type(client)().post(path).status_code == 302
    assert type(client)().post(path).status_code == 410


def test_a_code_that_was_never_mailed_proves_nothing(client):
    for _ in range(6):
        client.post("/been-here/", {"email": "robin@example.com"})
    code = AccessCode.objects.get(was_mailed=False)
    AccessCode.objects.filter(pk=code.pk).update(code_hash=make_password("123456"))

    page = client.post("/been-here/code/", {"code": "123456"})

    assert page.status_code == 422


def test_the_code_page_of_an_expired_link_names_no_treatment(
    client, known, time_machine
):
    visit = Appointment.objects.get(client=known)
    time_machine.move_to(visit.ends_at + 31 * DAY, tick=False)

    page = client.post(mail_path(visit, "again/"), follow=True)

    assert "first-visit" not in page.text
    assert "imani" not in page.text


def test_another_name_in_a_proven_browser_takes_the_safety_check(client, known):
    flow.prove(client, Appointment.objects.get(client=known))
    check = flow.press(client, known="1").headers["Location"]
    base = check.removesuffix("check")

    client.post(base + "details", {**flow.DETAILS, "name": "Ida Vale"})
    page = client.get(base + "check")

    assert page.headers["Location"].endswith("/safety")


# An address that was wrong


def pages_of(client, visit):
    """The pages that the link of a visit's mail leads to, and the health form."""
    page = screens.links(client.get(mail_path(visit)))
    token = links.behind_mail(visit)
    assert page["Cancel"] == f"/visit/{token}/cancel/"
    steps = ("", "cancel/", "time/", "contact/", "visit.ics")
    behind = [f"/visit/{token}/{step}" for step in steps]
    return [page["Start your health form"], *behind]


def test_links_mailed_to_a_wrong_address_stop_working(client):
    visit = booked()
    behind = pages_of(client, visit)
    assert {client.get(path).status_code for path in behind} == {200}

    services.change_contact(appointment=visit, email="right@example.com", now=NOW)

    assert {client.get(path).status_code for path in behind} == {404}
    assert client.get(browser_path(visit)).status_code == 200


def test_the_mailed_calendar_file_contains_the_mailed_link():
    visit = booked()
    [mail] = mails.leaving(NOW)

    file = mails.file(mail)[0]

    assert event_of(file)["URL"] == links.pages_url(links.behind_mail(visit))
    assert links.shown(visit) not in file.replace("\r\n ", "")


def test_changing_the_contact_never_shows_the_old_address(client):
    visit = booked()
    mails.leaving(NOW)
    path = browser_path(visit, "contact/")
    assert "robin@example.com" not in client.get(path).text

    client.post(path, {"email": "right@example.com"})

    visit.refresh_from_db()
    assert (visit.email, visit.phone) == ("right@example.com", ROBIN.phone)
    written = {(mail.subject, *mail.to) for mail in mails.leaving(NOW)}
    assert {to for _, to in written} == {"robin@example.com", "right@example.com"}


def test_changing_the_address_from_a_mailed_link_shows_a_working_page(client):
    visit = booked()
    path = f"/visit/{links.behind_mail(visit)}/contact/"

    answer = client.post(path, {"email": "right@example.com"}, follow=True)

    assert answer.status_code == 200
    assert text(answer, ".flash") == "Saved. What you left empty stays as it was."
    assert client.get(path).status_code == 404


def test_a_likely_typo_in_the_new_address_is_questioned(client):
    visit = booked()
    path = browser_path(visit, "contact/")

    page = client.post(path, {"email": "robin@gmial.com"})

    assert errors(page) == [
        "Did you mean robin@gmail.com? If robin@gmial.com is right, press Save again."
    ]


def test_the_contact_of_a_visit_that_has_begun_cannot_change(client, time_machine):
    visit = booked()
    time_machine.move_to(visit.starts_at + timedelta(minutes=1), tick=False)

    client.post(browser_path(visit, "contact/"), {"email": "right@example.com"})

    visit.refresh_from_db()
    assert visit.email == "robin@example.com"


def test_a_network_changes_only_so_many_addresses_a_minute(client):
    visit = booked()
    path = browser_path(visit, "contact/")

    answers = [
        client.post(path, {"email": f"robin{n}@example.com"}).status_code
        for n in range(6)
    ]

    assert answers == [302] * 5 + [422]
    visit.refresh_from_db()
    assert visit.email == "robin4@example.com"
