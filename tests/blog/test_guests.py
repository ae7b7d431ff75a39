"""Guests of events: limited places, mails about changes, giving a place back."""

from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from wagtail.models import Locale

from accounts.roles import Role
from blog import event_dates, guests
from blog.models import EventPage, EventSignUp
from outbox.models import Message
from tests import factories, mails, pages
from tests.screens import fields, heading, text, texts

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 6, 9, 12, tzinfo=UTC)
MONDAY = date(2026, 6, 15)


def sign_up(event, email="robin@example.com", seats=1):
    return pages.sign_up(event, BEFORE, email=email, seats=seats)


def publish(event, **changes):
    """As an editor does."""
    for name, value in changes.items():
        setattr(event, name, value)
    event.save_revision().publish()


def in_spanish(event):
    """The Spanish page of an event, published."""
    spanish = Locale.objects.get(language_code="es")
    copy = event.copy_for_translation(spanish, copy_parents=True)
    copy.save_revision().publish()
    return EventPage.objects.get(pk=copy.pk)


def confirmed_guest(event):
    """A guest who has read the confirmation."""
    guest = sign_up(event)
    mails.leaving(BEFORE)
    return guest


@pytest.fixture(autouse=True)
def the_day_before():
    with time_machine.travel(BEFORE, tick=False):
        yield


def test_signing_up_reserves_places_and_sends_a_confirmation():
    event = pages.event(places=3)

    sign_up(event, seats=2)

    assert event.places_left(date(2026, 6, 10)) == 1
    assert [mail.to for mail in mails.leaving(BEFORE)] == [["robin@example.com"]]


def test_the_last_place_goes_to_one_guest():
    event = pages.event(places=1)
    sign_up(event)

    with pytest.raises(guests.EventIsFull) as refusal:
        sign_up(event, email="sam@example.com")

    assert refusal.value.left == 0
    assert EventSignUp.objects.count() == Message.objects.count() == 1


def test_resubmitting_a_sign_up_creates_one_guest():
    event = pages.event()
    first = sign_up(event)

    assert sign_up(event, seats=2) == first
    assert Message.objects.count() == 1


def test_an_event_that_moves_keeps_its_guests():
    event = pages.event(places=1)
    first = sign_up(event)
    event.starts_on, event.status = date(2026, 6, 17), "moved"
    event.save()

    assert event.places_left(date(2026, 6, 17)) == 0
    assert sign_up(event) == first


CHANGES = {
    "day": {"starts_on": date(2026, 6, 17), "status": "moved"},
    "time": {"starts_at": time(16)},
    "end": {"ends_at": time(20)},
    "place": {"location": None, "place": "The park"},
    "link": {"is_online": True, "online_link": "https://meet.example/2"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_guests_are_told_once_of_every_visible_change(change):
    event = pages.event(title="Evening class")
    confirmed_guest(event)

    for _ in range(2):
        publish(event, **change)

    [mail] = mails.leaving(BEFORE)
    assert mail.subject.startswith("Changed: Evening class, ")
    assert mails.paragraphs(mail)[1] == (
        "Before, it was Wednesday, June 10, 6:00 pm to 7:00 pm, Lantern Square."
    )
    publish(event)
    assert mails.leaving(BEFORE) == []


def test_a_change_reverted_before_delivery_is_not_announced():
    event = pages.event()
    confirmed_guest(event)

    publish(event, starts_at=time(16))
    publish(event, starts_at=time(18))

    assert mails.leaving(BEFORE) == []
    assert Message.objects.get(kind="event_changed").reason == "The guest knows."


def test_the_change_mail_describes_the_event_as_it_is_on_delivery():
    event = pages.event()
    confirmed_guest(event)
    publish(event, starts_at=time(16))
    publish(event, place="The park", location=None)

    [mail] = mails.leaving(BEFORE)

    assert mails.facts(mail)["When"] == "Wednesday, June 10, 4:00 pm to 7:00 pm (EDT)"
    assert mails.facts(mail)["Where"] == "The park"


def test_moving_a_weekly_class_moves_its_guests_within_their_week():
    event = pages.event(title="Class", starts_on=MONDAY, repeats="weekly", places=2)
    first, later = confirmed_guest(event), confirmed_guest(event)
    EventSignUp.objects.filter(pk=later.pk).delete()
    later = EventSignUp.objects.create(
        event=event,
        day=MONDAY + timedelta(days=7),
        name="Sam",
        email="sam@example.com",
        signed_up_at=BEFORE,
        told=guests.state_of(event, MONDAY + timedelta(days=7)),
    )
    first = sign_up(event)
    mails.leaving(BEFORE)

    publish(event, starts_on=date(2026, 6, 17))

    sent = {mail.to[0]: mail.subject for mail in mails.leaving(BEFORE)}
    first.refresh_from_db()
    later.refresh_from_db()
    assert (first.day, later.day) == (date(2026, 6, 17), date(2026, 6, 24))
    assert sent == {
        "robin@example.com": "Changed: Class, Wednesday, June 17, 6:00 pm",
        "sam@example.com": "Changed: Class, Wednesday, June 24, 6:00 pm",
    }
    assert event.places_left(date(2026, 6, 17)) == 1


def test_guests_after_the_new_end_of_a_series_are_told_of_cancellation():
    event = pages.event(title="Class", starts_on=MONDAY, repeats="weekly")
    confirmed_guest(event)
    EventSignUp.objects.update(
        day=date(2026, 8, 31), told=guests.state_of(event, date(2026, 8, 31))
    )

    publish(event, repeats_until=date(2026, 6, 29))

    [mail] = mails.leaving(BEFORE)
    assert mail.subject == "Cancelled: Class, Monday, August 31"


def test_guests_are_told_once_that_an_event_is_cancelled():
    event = pages.event(title="Class", repeats="weekly")
    confirmed_guest(event)

    for _ in range(2):
        publish(event, status="cancelled")

    [mail] = mails.leaving(BEFORE)
    assert mail.subject == "Cancelled: Class, Wednesday, June 10"
    publish(event)
    assert mails.leaving(BEFORE) == []


def test_guests_are_told_of_cancellation_when_an_event_is_unpublished():
    event = pages.event(title="Class")
    confirmed_guest(event)

    event.unpublish()

    [mail] = mails.leaving(BEFORE)
    assert mail.subject == "Cancelled: Class, Wednesday, June 10"


def test_guests_are_told_that_a_cancelled_event_takes_place_after_all():
    event = pages.event(title="Class")
    confirmed_guest(event)
    publish(event, status="cancelled")
    mails.leaving(BEFORE)

    publish(event, status="scheduled")

    [mail] = mails.leaving(BEFORE)
    assert mail.subject == "Changed: Class, Wednesday, June 10, 6:00 pm"
    assert mails.paragraphs(mail) == [
        "Something has changed about Class, and your place goes with it. "
        "This is how it is now:",
        "If you cannot come, please give your place back, so that somebody else can "
        "have it.",
    ]


@pytest.mark.parametrize("change", [{"starts_at": time(16)}, {"status": "cancelled"}])
def test_nobody_is_told_of_changes_to_a_past_event(change):
    event = pages.event()
    confirmed_guest(event)

    publish(event, **change)

    assert mails.leaving(BEFORE + timedelta(days=3)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Another title"},
        {"starts_on": date(2026, 5, 1)},  # a slip: it would be over
        {"repeats": "weekly", "starts_on": date(2026, 6, 3)},
    ],
)
def test_invisible_changes_send_no_mail(changes):
    event = pages.event()
    confirmed_guest(event)

    publish(event, **changes)

    assert mails.leaving(BEFORE) == []


def test_the_longest_title_fits_the_confirmation_subject(transactional_db):
    event = pages.event("long", title="x" * 195)

    sign_up(event)
    [mail] = mails.leaving(BEFORE)

    title = "x" * 195
    assert mail.subject == f"You are signed up for {title}, Wednesday, June 10"
    assert len(Message.objects.get().subject) == 200


def test_a_change_mail_goes_to_the_corrected_address():
    event = pages.event()
    confirmed_guest(event)
    publish(event, starts_at=time(16))
    EventSignUp.objects.update(email="right@example.com")

    assert [mail.to for mail in mails.leaving(BEFORE)] == [["right@example.com"]]


# Giving a place back


def test_a_guest_gives_their_place_back_from_the_mail(client):
    event = pages.event("walk", places=1)
    sign_up(event)
    [mail] = mails.leaving(BEFORE)
    address = mails.links(mail)["Give your place back"]

    shown = client.get(address)
    assert heading(shown) == "Your place at Walk"
    assert event.places_left(date(2026, 6, 10)) == 0
    done = client.post(address, follow=True)

    assert heading(done) == "This place is free again"
    assert event.places_left(date(2026, 6, 10)) == 1
    again = client.post(address, follow=True)
    assert heading(again) == "This place is free again"


def test_an_altered_link_is_not_found(client):
    sign_up(pages.event("walk"))
    [mail] = mails.leaving(BEFORE)
    address = mails.links(mail)["Give your place back"]

    assert client.get(address[:-2] + "/").status_code == 404
    assert EventSignUp.objects.count() == 1


def test_a_place_at_a_past_event_cannot_be_given_back(client):
    sign_up(pages.event("walk"))
    [mail] = mails.leaving(BEFORE)
    address = mails.links(mail)["Give your place back"]

    with time_machine.travel(BEFORE + timedelta(days=3), tick=False):
        page = client.get(address)
        client.post(address)

    assert heading(page) == "This event is over"
    assert texts(page, "main button") == []
    assert EventSignUp.objects.count() == 1


def test_an_event_with_guests_cannot_be_deleted_before_it_is_cancelled(sign_in):
    event = pages.event("walk")
    sign_up(event)
    owner = sign_in(factories.staff(Role.OWNER))
    address = f"/admin/pages/{event.pk}/delete/"

    refused = owner.post(address, follow=True)
    assert text(refused, ".messages li") == (
        "People are signed up. Cancel it first, so that its guests hear of it. "
        "Go to the first error"
    )
    EventSignUp.objects.all().delete()
    owner.post(address)

    assert not type(event).objects.filter(pk=event.pk).exists()


def test_only_the_confirmation_contains_the_online_link(client):
    event = pages.event("talk", is_online=True, online_link="https://meet.example/1")
    page = client.get("/events/talk/")
    sign_up(event)

    assert "https://meet.example/1" not in page.text
    assert texts(page, "#sign-up > p") == [
        "The link for watching online is in the confirmation."
    ]
    [mail] = mails.leaving(BEFORE)
    assert mails.facts(mail)["To watch"] == "https://meet.example/1"


@pytest.mark.parametrize(
    "fields", [{"status": "cancelled"}, {"starts_on": date(2026, 1, 1)}]
)
def test_sign_up_is_refused_for_an_event_that_does_not_take_place(fields):
    with pytest.raises(guests.EventIsOver):
        sign_up(pages.event(**fields))


def test_a_guest_cannot_be_given_another_guests_address(sign_in):
    event = pages.event()
    sign_up(event)
    other = sign_up(event, email="sam@example.com")
    owner = sign_in(factories.staff(Role.OWNER))
    data = {"name": "Sam", "seats": "1", "access_needs": ""}

    def change(email):
        address = f"/admin/sign-ups/edit/{other.pk}/"
        return owner.post(address, {**data, "email": email}, follow=True)

    refused = change("Robin@example.com")
    assert texts(refused, ".error-message") == [
        "Somebody has signed up with this address already."
    ]
    change("sam.low@example.com")
    assert EventSignUp.objects.filter(email="sam.low@example.com").exists()


def test_a_guest_reads_of_an_event_in_the_language_of_their_sign_up(client):
    factories.in_country("US", other_languages=["es"])
    event = pages.event(slug="class", title="Class", is_online=True)
    in_spanish(event)
    with time_machine.travel(BEFORE - timedelta(hours=1), tick=False):
        form = fields(client.get("/events/class/"), "#sign-up form")
    form |= {"name": "Robin Vale", "email": "robin@example.com", "seats": "1"}

    client.post(
        "/es/events/class/sign-up/", form, headers={"origin": "http://testserver"}
    )
    signed_up = mails.leaving(BEFORE)
    publish(event, starts_at=time(16))
    changed = mails.leaving(BEFORE)
    publish(event, status="cancelled")
    cancelled = mails.leaving(BEFORE)

    assert [mail.subject for mail in signed_up + changed + cancelled] == [
        "Se ha inscrito en Class, miércoles, 10 de junio",
        "Cambio: Class, miércoles, 10 de junio, 4:00 p. m.",
        "Cancelación: Class, miércoles, 10 de junio",
    ]
    before = mails.paragraphs(changed[0])[2]
    assert before.replace("\u00a0", " ") == (
        "Antes era: miércoles, 10 de junio, 6:00 p. m. a 7:00 p. m., "
        "Lantern Square y en línea."
    )
    back = mails.links(signed_up[0])["Liberar su plaza"]
    assert back.split("/")[3] == "es"


@pytest.mark.parametrize(
    ("where", "place", "is_online"),
    [
        ("The park", "The park", False),
        ("online", "", True),
        ("The park and online", "The park", True),
    ],
)
def test_what_guests_were_told_before_is_taken_apart(where, place, is_online):
    guest = sign_up(pages.event())
    known = {"day": "2026-06-10", "is_off": False}
    EventSignUp.objects.update(told={**known, "where": where})
    moving = import_module("blog.migrations.0009_place_of_an_event_in_parts")

    moving.take_apart(apps, None)
    guest.refresh_from_db()
    assert guest.told == {**known, "place": place, "is_online": is_online}

    moving.put_together(apps, None)
    guest.refresh_from_db()
    assert guest.told == {**known, "where": where}


def test_a_translated_event_gives_its_places_once():
    event = pages.event(places=2)
    factories.in_country("US", other_languages=["es"])
    copy = in_spanish(event)

    sign_up(event, email="robin@example.com")
    sign_up(copy, email="sam@example.com")

    assert EventSignUp.objects.filter(event=event).count() == 2
    with pytest.raises(guests.EventIsFull):
        sign_up(copy, email="ana@example.com")
    assert len(list(event_dates.ahead(BEFORE))) == 1


def test_a_translated_event_has_the_day_and_the_places_of_its_original():
    factories.in_country("US", other_languages=["es"])
    event = pages.event(places=2)
    copy = in_spanish(event)

    publish(event, starts_on=date(2026, 6, 12), places=5, status="cancelled")

    copy.refresh_from_db()
    assert (copy.starts_on, copy.places) == (date(2026, 6, 12), 5)
    assert copy.is_cancelled
