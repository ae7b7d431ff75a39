"""Mails about visits are correct when they are sent, and otherwise not sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking import services
from booking.models import BookingRules, CallRequest, TimeOff
from booking.services.confirming import Safety
from clients import services as clients
from intake.levels import Level
from intake.models import Submission
from locations.models import Location
from outbox.models import Message, Wording
from tests import factories, mails
from tests.factories import NOW, ROBIN, at, booked, choice
from therapists.models import Therapist

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def place():
    return factories.clinic("Imani", "Tomasz", rooms=2)


def booked_before(ahead, wall="09:00", **wish):
    """A visit at a time of the second Monday in June, booked so long before it."""
    with services.schedule_change():
        Location.objects.update(notice_minutes=0)
    now = factories.instant(wall) - ahead
    return booked(wall, now=now, **wish), now


def subjects(sent):
    return [mail.subject.split(":")[0] for mail in sent]


def reasons():
    """Why messages were dropped, by kind."""
    dropped = Message.objects.filter(state=Message.State.WITHDRAWN).exclude(reason="")
    return dict(dropped.values_list("kind", "reason"))


# On short notice


def test_a_visit_in_three_hours_gets_one_mail_without_past_deadlines():
    visit, now = booked_before(3 * HOUR + timedelta(minutes=4), "10:00")

    sent = [mails.leaving(now), mails.leaving(visit.starts_at - timedelta(minutes=1))]

    [[mail], later] = sent
    assert later == []
    assert mails.paragraphs(mail) == [
        "Your visit with Imani is booked. We look forward to seeing you.",
        "It is soon, so a change is made by phone: (212) 555-0142.",
        "Cancelling it now may cost $82.50.",
        "The calendar file is attached.",
        "Please fill in your health form before you come. It takes about 6 minutes, "
        "and every page is saved as you go.",
    ]
    assert list(mails.links(mail)) == [
        "See, change or cancel the visit",
        "Fill in your health form",
    ]


def test_the_mail_for_a_visit_in_a_week_names_its_deadlines():
    booked("09:00")

    [mail] = mails.leaving(NOW)

    assert mails.paragraphs(mail)[1:3] == [
        "You can change it, or cancel it for free, until Sunday, June 7, 9:00 am.",
        "If you cancel it after Sunday, June 7, 9:00 am, that may cost $82.50. "
        "A change is then made by phone.",
    ]
    assert mails.paragraphs(mail)[-1] == (
        "Please fill in your health form by Sunday, June 7, 9:00 pm. It takes about "
        "6 minutes, and every page is saved as you go."
    )


def test_no_reminder_is_sent_ten_minutes_after_the_confirmation():
    visit, now = booked_before(24 * HOUR + timedelta(minutes=10))

    mails.leaving(now)

    assert mails.leaving(now + 11 * HOUR) == []
    assert mails.leaving(visit.starts_at - HOUR) == []


def test_a_late_confirmation_replaces_the_reminders():
    visit = booked("09:00")
    late = visit.starts_at - 23 * HOUR

    assert subjects(mails.leaving(late)) == ["You are booked"]
    assert reasons() == {
        "intake_request": "A letter that asks for the form has just left.",
        "reminder_3_days": "A letter that says the same has just left.",
        "reminder_24_hours": "A letter that says the same has just left.",
    }


def test_reminder_subjects_match_the_time_left_on_delivery():
    visit = booked("09:00")
    mails.leaving(NOW)

    sent = mails.leaving(visit.starts_at - 3 * DAY)
    sent += mails.leaving(visit.starts_at - 36 * HOUR)
    sent += mails.leaving(visit.starts_at - 23 * HOUR)

    assert [mail.subject for mail in sent] == [
        "In three days: Monday, June 8, 9:00 am",
        "Before your visit on Monday, June 8, 9:00 am",
        "Tomorrow: Monday, June 8, 9:00 am",
    ]


def test_a_delayed_reminder_says_today():
    visit = booked("09:00")
    mails.leaving(NOW)
    Message.objects.exclude(kind="reminder_24_hours").delete()
    Message.objects.sent().delete()

    [mail] = mails.leaving(visit.starts_at - 2 * HOUR)

    assert mail.subject == "Today: Monday, June 8, 9:00 am"


def test_the_three_day_reminder_is_not_sent_the_day_before():
    visit = booked("09:00")
    mails.leaving(NOW)

    sent = mails.leaving(visit.starts_at - 22 * HOUR)

    assert subjects(sent) == ["Before your visit on Monday, June 8, 9", "Tomorrow"]
    assert reasons() == {"reminder_3_days": "The next reminder follows."}


def test_the_health_form_is_not_requested_after_its_due_time():
    visit = booked("09:00")
    mails.leaving(NOW)

    mails.leaving(visit.starts_at - 11 * HOUR)

    assert reasons()["intake_request"] == "The health form was due already."


def test_no_mail_is_sent_about_a_visit_that_has_begun():
    visit = booked("09:00")

    sent = mails.leaving(visit.starts_at + 2 * DAY)

    assert sent == []
    assert reasons() == dict.fromkeys(
        ["confirmation", "intake_request", "reminder_3_days", "reminder_24_hours"],
        "The visit has begun.",
    )


def test_the_confirmation_names_no_fee_when_cancelling_is_free():
    with services.schedule_change():
        BookingRules.objects.update(late_fee_percent=0)
    booked("09:00")

    [mail] = mails.leaving(NOW)

    assert mails.paragraphs(mail) == [
        "Your visit with Imani is booked. We look forward to seeing you.",
        "You can change it, or cancel it for free, until Sunday, June 7, 9:00 am.",
        "The calendar file is attached.",
        "Please fill in your health form by Sunday, June 7, 9:00 pm. It takes about "
        "6 minutes, and every page is saved as you go.",
    ]


def test_a_reminder_waits_while_the_visit_does_not_fit(place):
    visit = booked("09:00")
    mails.leaving(NOW)
    with services.schedule_change():
        away = TimeOff.objects.create(
            therapist=visit.therapist,
            starts_at=visit.starts_at - HOUR,
            ends_at=visit.ends_at + HOUR,
        )
    day_before = visit.starts_at - 24 * HOUR

    assert mails.leaving(day_before) == []
    waiting = Message.objects.get(kind="reminder_24_hours")
    assert (waiting.state, waiting.attempts) == ("waiting", 0)
    assert waiting.reason == "The visit has lost its time."
    with services.schedule_change():
        away.delete()

    assert sorted(subjects(mails.leaving(day_before + HOUR))) == [
        "Before your visit on Monday, June 8, 9",
        "Tomorrow",
    ]


def test_a_client_without_an_address_is_called_about_a_change(place):
    desk = factories.staff("Front desk")
    visit = services.book_by_phone(
        choice=choice(person="imani"),
        start=at("09:00"),
        contact=replace(ROBIN, email=""),
        safety=factories.NO_FLAGS,
        by=desk,
        key=factories.key(),
        now=NOW,
    )
    assert mails.leaving(NOW) == []
    assert not CallRequest.objects.exists()

    services.reschedule(
        appointment=visit, choice=choice(person="imani"), start=at("13:00"), now=NOW
    )

    assert [mail.to for mail in mails.leaving(NOW)] == [[desk.email]]
    call = CallRequest.objects.get()
    assert (call.appointment, call.topic) == (visit, "Changed: Monday, June 8, 1:00 pm")
    assert call.level == Level.NONE


# As things are when they leave


def test_a_reminder_contains_what_changed_since_the_booking(place):
    visit = booked("09:00", person="imani")
    mails.leaving(NOW)
    Location.objects.update(street="9 Other Road", phone="+12125550199")
    Therapist.objects.filter(slug="imani").update(name="Imani Okafor", short_name="Ima")
    visit.email = "corrected@example.com"
    visit.save(update_fields=["email"])

    [mail] = mails.leaving(visit.starts_at - 24 * HOUR)[-1:]

    assert mail.to == ["corrected@example.com"]
    assert mails.facts(mail)["Where"] == ("Lantern Square, 9 Other Road, New York, NY")
    assert mails.facts(mail)["With"] == "Imani Okafor"
    assert mails.paragraphs(mail) == [
        "A reminder of your visit with Ima: Monday, June 8, 9:00 am.",
        "If you cannot come, please tell us as soon as you can, at (212) 555-0199. "
        "If you are ill, please stay at home and call us.",
        "Otherwise a late cancellation may cost $82.50.",
    ]


def test_a_reminder_uses_the_current_time_zone_of_the_location(place):
    visit = booked("09:00")
    mails.leaving(NOW)
    Location.objects.update(time_zone="America/Chicago")

    [mail] = mails.leaving(visit.starts_at - 24 * HOUR)[-1:]

    assert mail.subject == "Tomorrow: Monday, June 8, 8:00 am"
    assert mails.facts(mail)["When"] == ("Monday, June 8, 8:00 am to 9:00 am (CDT)")


def test_the_mail_about_a_moved_visit_describes_the_old_time(place):
    visit = booked("09:00", person="imani")
    mails.leaving(NOW)
    services.reschedule(
        appointment=visit, choice=choice(person="tomasz"), start=at("13:00"), now=NOW
    )
    Location.objects.update(name="Lantern House")

    [mail] = mails.leaving(NOW)

    assert mail.subject == "Changed: Monday, June 8, 1:00 pm"
    assert mails.paragraphs(mail)[1] == (
        "Before, it was Monday, June 8, 9:00 am with Imani at Lantern Square."
    )
    assert mails.facts(mail)["With"] == "Tomasz"


def test_two_moves_before_delivery_send_only_the_last(place):
    visit = booked("09:00", person="imani")
    mails.leaving(NOW)
    for wall in ("13:00", "14:30"):
        visit = services.reschedule(
            appointment=visit, choice=choice(person="imani"), start=at(wall), now=NOW
        )

    [mail] = mails.leaving(NOW)

    assert mail.subject == "Changed: Monday, June 8, 2:30 pm"
    assert reasons() == {"moved": "It was moved again."}


def test_the_cancellation_mail_states_the_fee_that_was_charged(place):
    proof = None
    for wall in ("09:00", "13:00"):
        visit = booked(wall, proof=proof)
        proof = factories.proven(visit)
        mails.leaving(NOW)
        late = visit.starts_at - 2 * HOUR
        services.cancel(appointment=visit, now=late)
        [mail] = mails.leaving(late)

    BookingRules.objects.update(late_fee_percent=90)
    assert mails.paragraphs(mail) == [
        "Your visit is cancelled.",
        "As it was a late cancellation, the fee is $82.50.",
        "Whenever you like, choose another time.",
    ]


def test_a_visit_cancelled_before_delivery_is_not_confirmed():
    visit = booked("09:00")
    services.cancel(appointment=visit, now=NOW)

    assert subjects(mails.leaving(NOW)) == ["Cancelled"]
    assert reasons() == {"confirmation": "The visit is cancelled by now."}


def test_the_mail_about_a_request_says_when_it_will_be_answered():
    booked(safety=Safety({"ticked": ["cancer-or-bones"]}, Level.DOCTOR_FIRST))

    mail = next(m for m in mails.leaving(NOW) if m.to == ["robin@example.com"])

    assert mails.paragraphs(mail)[1] == (
        "You hear from us by Tuesday, June 2, 8:00 pm. If you do not, the time is free "
        "again, and nothing is booked."
    )


def test_a_client_who_withdraws_reminders_gets_none():
    visit = booked("09:00")
    mails.leaving(NOW)
    Submission.objects.update(completed_at=NOW)
    for agrees in (True, False):
        clients.note_consent(
            client=visit.client, kind="reminders", wording="x", agrees=agrees, now=NOW
        )

    assert mails.leaving(visit.starts_at - 24 * HOUR) == []
    assert reasons() == {
        "intake_request": "The health form is in.",
        "reminder_3_days": "The client does not want reminders.",
        "reminder_24_hours": "The client does not want reminders.",
    }


# Two visits that share a form


def test_the_form_is_due_before_the_first_of_two_visits():
    first = booked("09:00")
    booked("13:00", browser="b")

    mails.leaving(NOW)
    [mail] = mails.leaving(first.starts_at - 35 * HOUR)[-1:]

    assert mails.paragraphs(mail)[1] == (
        "Please hand it in by Sunday, June 7, 9:00 pm. Otherwise we use the first "
        "15 minutes of the visit for it."
    )


def test_the_form_is_due_before_the_remaining_visit():
    first = booked("09:00")
    second = booked("13:00", browser="b")
    mails.leaving(NOW)
    services.cancel(appointment=first, now=NOW)

    sent = mails.leaving(second.starts_at - 36 * HOUR)

    asked = next(mail for mail in sent if mail.subject.startswith("Before your visit"))
    assert mails.paragraphs(asked)[1] == (
        "Please hand it in by Monday, June 8, 1:00 am. Otherwise we use the first "
        "15 minutes of the visit for it."
    )


# The clinic's own words


def test_the_longest_subject_and_first_name_are_mailed(transactional_db):
    Wording.objects.create(
        kind="confirmation",
        language="en",
        subject="{first_name} " + "x" * 180,
        paragraphs="Hello.",
    )
    long = factories.Contact("R" * 70 + " Vale", "robin@example.com", "+12125550111")
    booked("09:00", contact=long)

    [mail] = mails.leaving(NOW)

    assert mail.subject == "R" * 70 + " " + "x" * 180
    assert Message.objects.get(kind="confirmation").subject == mail.subject[:200]
