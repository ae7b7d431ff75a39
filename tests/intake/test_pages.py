"""The health form in the browser: saved page by page, shown only to its owner."""

import shutil
from datetime import datetime, timedelta

import pytest

from accounts.models import LogEntry
from booking import services as booking
from booking.models import CallRequest, Treatment
from booking.models.appointments import Status
from clients import services as people
from clients.models import Consent
from content import red_flags
from demo.loader import forms
from intake import links, services
from intake.levels import Level
from intake.models import FormVersion
from outbox.models import Message
from tests import factories, screens
from tests.factories import NEW_YORK, NOW, booked
from tests.screens import errors, facts, fields, heading, parsed, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani")


@pytest.fixture
def submission():
    return booked().submission


def address(submission, page=""):
    path = f"/health-form/{links.token(submission)}/"
    return f"{path}{page}/" if page else path


NAME = {"name": "Robin Vale", "legal-name": "", "pronouns": ""}
BIRTHDAY = {"birthday_0": "3", "birthday_1": "27", "birthday_2": "1984"}


def filled_in(client, submission, page):
    """What the form of a page shows."""
    return fields(client.get(address(submission, page)))


def another_browser(client):
    """Another browser."""
    return type(client)()


def test_the_list_shows_six_parts(client, submission):
    page = client.get(address(submission))

    assert texts(page, ".tasks li > :first-child") == [
        "About you",
        "Emergency contact",
        "What brings you",
        "Health check",
        "Your preferences",
        "Agreements",
    ]
    assert texts(page, ".tasks__status") == ["Not started"] * 5 + ["Cannot start yet"]


def test_details_from_the_booking_are_filled_in(client, submission):
    assert filled_in(client, submission, "name") == NAME
    assert filled_in(client, submission, "contact") == {
        "email": "robin@example.com",
        "phone": "(212) 555-0111",
    }


def test_saving_a_page_leads_to_the_next(client, submission):
    response = client.post(address(submission, "name"), {"name": "Robin Vale"})

    assert response.headers["Location"] == address(submission, "birthday")
    done = client.post(address(submission, "birthday"), BIRTHDAY)
    assert done.headers["Location"] == address(submission, "contact")
    submission.refresh_from_db()
    assert submission.answers["birthday"] == "1984-03-27"
    assert submission.saved_pages == ["birthday", "name"]


@pytest.mark.parametrize(
    ("country", "order", "example"),
    [
        ("US", ["Month", "Day", "Year"], "For example 3 27 1984."),
        ("GB", ["Day", "Month", "Year"], "For example 27 3 1984."),
        ("ZA", ["Year", "Month", "Day"], "For example 1984 3 27."),
    ],
)
def test_a_birthday_is_asked_in_the_order_of_the_country(
    client, submission, country, order, example
):
    factories.in_country(country)

    page = client.get(address(submission, "birthday"))

    assert texts(page, ".birthday label") == order
    assert example in text(page, "form .hint")


def test_a_corrected_name_changes_only_the_visit(client, submission):
    client.post(address(submission, "name"), {"name": "Robin Vale-Ode"})

    assert submission.appointments.get().name == "Robin Vale-Ode"
    submission.client.refresh_from_db()
    assert submission.client.name == "Robin Vale"
    assert filled_in(client, submission, "name") == {
        **NAME,
        "name": "Robin Vale-Ode",
    }


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("13", "1", "1984"), "Enter a real date, such as 3 27 1984."),
        (("2", "30", "1984"), "Enter a real date, such as 3 27 1984."),
        (("1", "1", "2030"), "Enter your own date of birth, such as 3 27 1984."),
        (("a", "", ""), "Enter day, month and year of your birth."),
    ],
)
def test_an_impossible_birthday_is_refused_and_kept_on_the_page(
    client, submission, parts, message
):
    sent = dict(zip(BIRTHDAY, parts, strict=True))

    page = client.post(address(submission, "birthday"), sent)

    assert page.status_code == 422
    assert text(page, "title") == "Error: Your health form – Kestrel Row"
    assert errors(page) == [message]
    assert fields(page) == sent


def test_a_name_that_contains_a_link_is_refused(client, submission):
    page = client.post(address(submission, "name"), {"name": "https://evil.example"})

    assert page.status_code == 422
    assert errors(page) == ["Enter a name, without web or e-mail addresses."]


def test_a_visit_of_a_child_too_young_becomes_a_request_with_a_call(client, submission):
    young = dict(zip(BIRTHDAY, ("6", "9", "2012"), strict=True))

    page = client.post(address(submission, "birthday"), young, follow=True)

    assert heading(page) == "We would like to speak with you first"
    assert texts(page, "main p:not(.actions)") == [
        "We give this treatment from age 14 on.",
        "Our team has been told and will call you before your visit. "
        "The time stays yours until we have spoken.",
    ]
    assert submission.appointments.get().status == Status.REQUESTED
    assert CallRequest.objects.get().level == Level.DOCTOR_FIRST
    letter = Message.objects.get(kind="asked_first")
    assert letter.about == submission.appointments.get().pk


def test_a_client_old_enough_on_the_day_of_the_visit_stays_booked(client, submission):
    old_enough = dict(zip(BIRTHDAY, ("6", "8", "2012"), strict=True))

    client.post(address(submission, "birthday"), old_enough)

    assert submission.appointments.get().status == Status.BOOKED


def test_an_accepted_visit_stays_booked_when_the_birthday_is_resent(client, submission):
    young = dict(zip(BIRTHDAY, ("6", "9", "2012"), strict=True))
    client.post(address(submission, "birthday"), young)
    visit = submission.appointments.get()
    booking.accept(appointment=visit, by=factories.staff("Front desk"), now=NOW)

    client.post(address(submission, "birthday"), young)

    assert submission.appointments.get().status == Status.BOOKED
    assert CallRequest.objects.count() == 1


def test_the_list_of_parts_shows_a_sign_that_needs_a_call(client, submission):
    page = address(submission, "urgent-signs")
    flag = submission.form.by_key["urgent-signs"].choices[0]
    client.post(page, {"urgent-signs": [flag.key]})

    parts = client.get(address(submission))

    assert texts(parts, ".callout p") == [
        "One of your answers needs a word with you first. We will call you before your "
        "visit. If it is getting worse, do not wait for us: call 911 .",
        "What you ticked, and what to do",
    ]
    assert screens.links(parts, ".callout a") == {
        "911": "tel:911",
        "What you ticked, and what to do": address(submission, "help"),
    }


def test_none_cannot_be_combined_with_a_condition(client, submission):
    page = client.post(
        address(submission, "health-conditions"),
        {"health-conditions": ["none", "heart"]},
    )

    assert page.status_code == 422
    assert errors(page) == ["You ticked “none” and something else. Untick one of them."]


def test_a_page_that_does_not_apply_is_not_found(client, submission):
    assert client.get(address(submission, "further")).status_code == 404
    assert client.get(address(submission, "nonsense")).status_code == 404


def test_answers_that_no_longer_apply_are_deleted(client, submission):
    client.post(address(submission, "pregnancy"), {"pregnancy": "pregnant"})
    client.post(address(submission, "further"), {"weeks": "24"})
    client.post(address(submission, "pregnancy"), {"pregnancy": "no"})

    submission.refresh_from_db()
    assert submission.answers == {"pregnancy": "no"}
    assert submission.saved_pages == ["pregnancy"]


def test_the_address_for_codes_is_shown_but_cannot_be_changed(client, submission):
    page = address(submission, "contact")
    fixed = parsed(client.get(page)).select("main input[disabled]")
    assert [field["name"] for field in fixed] == ["email"]

    client.post(page, {"email": "thief@example.com", "phone": "+44 20 7946 0958"})

    visit = submission.appointments.get()
    assert visit.email == "robin@example.com"
    assert visit.phone.as_e164 == "+442079460958"
    submission.client.refresh_from_db()
    assert submission.client.phone.as_e164 == "+12125550111"
    assert filled_in(client, submission, "contact") == {
        "email": "robin@example.com",
        "phone": "+44 20 7946 0958",
    }


def test_a_changed_questionnaire_is_published_as_a_new_version(
    submission, monkeypatch, tmp_path
):
    source = services.QUESTIONNAIRES[services.FIRST_VISIT]
    changed = shutil.copytree(source.parent, tmp_path / "changed") / source.name
    words = changed.parent / "en" / source.name
    words.write_text(words.read_text().replace("Your health form", "Health"))
    begun = submission.version

    services.publish_forms()
    assert FormVersion.objects.current(services.FIRST_VISIT) == begun

    monkeypatch.setitem(services.QUESTIONNAIRES, services.FIRST_VISIT, changed)
    services.publish_forms()

    newest = FormVersion.objects.current(services.FIRST_VISIT)
    assert newest.number == begun.number + 1
    assert newest.schema.title == "Health"


# Who may see saved answers


def test_the_browser_that_wrote_the_answers_sees_them(client, submission):
    client.post(address(submission, "reason"), {"reason": "My low back"})

    assert filled_in(client, submission, "reason") == {"reason": "My low back"}


def test_another_browser_needs_a_mailed_code(client, submission):
    client.post(address(submission, "reason"), {"reason": "My low back"})
    stranger = another_browser(client)
    code_page = address(submission, "code")

    for page in ("", "reason", "check", "thanks", "help"):
        response = stranger.get(address(submission, page))
        assert response.headers["Location"] == code_page
    assert (
        stranger.post(address(submission, "reason"), {"reason": "Overwritten"}).headers[
            "Location"
        ]
        == code_page
    )

    type_code = stranger.post(code_page).headers["Location"]
    digits = Message.objects.get(kind="access_code").values["code"]
    assert stranger.post(type_code, {"code": "000000"}).status_code == 422
    done = stranger.post(type_code, {"code": f"{digits[:3]} {digits[3:]}"})

    assert done.headers["Location"] == address(submission)
    stranger.get(address(submission))
    assert filled_in(stranger, submission, "reason") == {"reason": "My low back"}
    assert LogEntry.objects.readings().get().actor is None


def test_using_a_code_shuts_out_the_browser_that_wrote_before(client, submission):
    """A stranger with the link who types first cannot read what the client adds."""
    stranger = another_browser(client)
    stranger.post(address(submission, "name"), {"name": "Robin Vale"})
    code_page = address(submission, "code")
    type_code = client.post(code_page).headers["Location"]
    digits = Message.objects.get(kind="access_code").values["code"]
    client.post(type_code, {"code": digits})
    client.post(address(submission, "reason"), {"reason": "My low back"})

    assert stranger.get(address(submission, "reason")).headers["Location"] == code_page


def test_opening_an_empty_form_gives_no_access_to_later_answers(client, submission):
    stranger = another_browser(client)
    stranger.get(address(submission))
    client.post(address(submission, "reason"), {"reason": "My low back"})

    response = stranger.get(address(submission, "reason"))

    assert response.headers["Location"] == address(submission, "code")


def test_the_number_of_codes_is_limited(client, submission):
    client.post(address(submission, "name"), {"name": "Robin Vale"})
    stranger = another_browser(client)

    for _ in range(8):
        stranger.post(address(submission, "code"))

    assert Message.objects.filter(kind="access_code").count() == 5


def test_pages_are_neither_stored_nor_indexed(client, submission):
    headers = client.get(address(submission)).headers

    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


# Red flags


def test_an_urgent_sign_shows_advice_and_notifies_staff_at_once(client, submission):
    response = client.post(
        address(submission, "urgent-signs"), {"urgent-signs": ["RF01"]}
    )

    page = client.get(response.headers["Location"])
    assert heading(page) == "Please get help now"
    assert texts(page, ".care strong") == [
        "Go to an emergency department now. Do not drive yourself."
    ]
    call = CallRequest.objects.get()
    assert (call.level, call.appointment) == (
        Level.EMERGENCY,
        submission.appointments.get(),
    )
    told = Message.objects.get(kind="call_needed")
    assert (told.about, told.values) == (None, {})


@pytest.mark.parametrize("code", ["RF21", "RF22", "RF23", "RF24"])
def test_an_emergency_in_the_last_checklist_shows_advice_too(client, submission, code):
    response = client.post(address(submission, "other-signs"), {"other-signs": [code]})

    page = client.get(response.headers["Location"])
    flag = red_flags.ALL[code]
    assert texts(page, ".care__body > p:not(.actions)") == [
        f"You ticked: “{flag.sign}”",
        flag.advice,
    ]
    submission.refresh_from_db()
    assert submission.level == Level.EMERGENCY


def test_resubmitting_a_sign_creates_one_call_request(client, submission):
    for sign in ("RF01", "RF02"):
        client.post(address(submission, "urgent-signs"), {"urgent-signs": [sign]})

    assert CallRequest.objects.count() == 1


def test_a_caution_is_noted_without_a_call_request(client, submission):
    client.post(address(submission, "medicines"), {"medicines": ["blood-thinner"]})

    submission.refresh_from_db()
    assert submission.level == Level.REVIEW
    assert not CallRequest.objects.exists()


# Handing in


def fill_in(client, submission, key="adaeze"):
    """Answer every page in the browser, as the demo's clients do."""
    answers = {**forms.ANSWERS["usual"], **forms.ANSWERS.get(key, {})}
    answers |= {"name": "Robin Vale", "email": "robin@example.com"}
    answers |= {"phone": "212-555-0111", "signature": "Robin Vale"}
    for _, page in submission.form.pages_for(answers):
        posted = {q.key: answers[q.key] for q in page.questions if q.key in answers}
        response = client.post(address(submission, page.key), {**posted, **BIRTHDAY})
        assert response.status_code == 302, (page.key, errors(response))


def test_a_complete_form_is_checked_and_handed_in(client, submission):
    assert client.get(address(submission, "check")).status_code == 302
    fill_in(client, submission)

    check = client.get(address(submission, "check"))
    shown = facts(check)
    assert shown["Your main reason, in your own words"] == (
        "My low back aches after long days at the desk."
    )
    assert shown["Date of birth"] == "March 27, 1984"
    done = client.post(address(submission, "check"), follow=True)

    assert texts(done, ".panel > *") == [
        "Thank you",
        "Your therapist will read this before your visit.",
    ]
    submission.refresh_from_db()
    assert submission.completed_at == NOW


def test_consents_are_recorded_with_their_wording(client, submission):
    fill_in(client, submission)
    client.post(address(submission, "check"))

    given = Consent.objects.filter(withdrawn_at=None)
    assert sorted(given.values_list("kind", flat=True)) == [
        "cancellation",
        "exercises",
        "privacy",
        "reminders",
        "treatment",
    ]
    assert given.get(kind="treatment").wording == (
        "I agree to an assessment and to treatment. Each step is explained to me, and "
        "I am asked before it."
    )


def test_answers_are_encrypted_in_the_database(client, submission):
    client.post(address(submission, "reason"), {"reason": "My low back"})

    row = type(submission).objects.get(pk=submission.pk)
    assert b"low back" not in row.__dict__["answers"].stored


def test_a_year_beyond_the_calendar_is_refused(client, submission):
    far = dict(zip(BIRTHDAY, ("3", "27", "9" * 20), strict=True))

    page = client.post(address(submission, "birthday"), far)

    assert page.status_code == 422


def test_the_contact_page_of_a_corrected_client_requires_a_code(client, submission):
    desk = factories.staff("Front desk")
    people.change_address(
        client=submission.client, email="new@example.com", now=NOW, by=desk
    )

    page = client.get(address(submission, "contact"))

    assert page.headers["Location"] == address(submission, "code")
    assert client.get(address(submission, "code")).status_code == 200


# What a visit does not suit


def tell_weeks(client, submission, weeks):
    """Answer that one is pregnant, and for how long; returns what follows."""
    client.post(address(submission, "pregnancy"), {"pregnancy": "pregnant"})
    return client.post(address(submission, "further"), {"weeks": weeks}, follow=True)


TOO_EARLY = "In pregnancy we give this treatment from week 13 on."
BORN_IN_2011 = dict(zip(BIRTHDAY, ("1", "3", "2011"), strict=True))


def test_a_visit_too_early_in_pregnancy_becomes_a_request_with_a_call(
    client, submission
):
    page = tell_weeks(client, submission, "8")

    assert texts(page, "main p")[:2] == [
        TOO_EARLY,
        "Our team has been told and will call you before your visit. "
        "The time stays yours until we have spoken.",
    ]
    assert submission.appointments.get().status == Status.REQUESTED
    assert CallRequest.objects.get().level == Level.DOCTOR_FIRST


def test_a_visit_late_enough_in_pregnancy_stays_booked(client, submission):
    page = tell_weeks(client, submission, "13")

    assert heading(page) == "Your health form"
    assert submission.appointments.get().status == Status.BOOKED
    assert not CallRequest.objects.exists()


@pytest.mark.parametrize(
    ("weeks", "told_at", "status"),
    [
        ("11", "2026-06-01T12:00", Status.REQUESTED),
        ("12", "2026-06-01T12:00", Status.BOOKED),
        ("12", "2026-06-01T21:00", Status.BOOKED),
        ("12", "2026-06-02T00:00", Status.REQUESTED),
    ],
)
def test_the_week_of_a_visit_is_counted_by_dates_of_the_clinic(
    client, submission, time_machine, weeks, told_at, status
):
    """The visit is on Monday, June 8, at 9:00, less than seven days after noon."""
    time_machine.move_to(datetime.fromisoformat(told_at).replace(tzinfo=NEW_YORK))

    tell_weeks(client, submission, weeks)

    assert submission.appointments.get().status == status


def test_weeks_count_from_the_day_they_were_told(client, submission, time_machine):
    tell_weeks(client, submission, "12")
    time_machine.move_to(NOW + timedelta(days=3))

    client.post(address(submission, "reason"), {"reason": "My low back"})

    assert submission.appointments.get().status == Status.BOOKED


@pytest.mark.parametrize(
    ("own", "weeks", "status"),
    [(16, "13", Status.REQUESTED), (16, "16", Status.BOOKED), (0, "8", Status.BOOKED)],
)
def test_a_treatment_can_have_its_own_least_week_of_pregnancy(
    client, submission, own, weeks, status
):
    Treatment.objects.update(least_pregnancy_week=own)

    tell_weeks(client, submission, weeks)

    assert submission.appointments.get().status == status


@pytest.mark.parametrize(
    ("own", "following", "status"),
    [
        (16, "We would like to speak with you first", Status.REQUESTED),
        (None, "Who comes with you?", Status.BOOKED),
    ],
)
def test_a_treatment_can_have_its_own_least_age(
    client, submission, own, following, status
):
    Treatment.objects.update(least_age=own)

    page = client.post(address(submission, "birthday"), BORN_IN_2011, follow=True)

    assert heading(page) == following
    assert submission.appointments.get().status == status


# Minors


AVOID, BELLY_WORK = (
    "Are there areas we should leave alone?",
    "Hands-on work on the belly",
)


def asked_on(client, submission, page):
    """The questions of a page that are answered by choices."""
    return texts(client.get(address(submission, page)), "legend")


def test_a_minor_has_to_name_a_guardian(client, submission):
    guardian = address(submission, "guardian")
    saved = client.post(address(submission, "birthday"), BORN_IN_2011)
    assert saved.headers["Location"] == guardian

    refused = client.post(guardian, {})

    assert refused.status_code == 422
    assert errors(refused) == [
        "Fill this in to go on.",
        "Fill this in to go on.",
        "To go on, tick: They stay in the room during the visit",
    ]


def test_a_minor_is_not_asked_about_belly_work(client, submission):
    assert asked_on(client, submission, "areas") == [AVOID, BELLY_WORK]

    client.post(address(submission, "birthday"), BORN_IN_2011)

    assert asked_on(client, submission, "areas") == [AVOID]


def test_a_corrected_birthday_makes_a_minor_an_adult(client, submission):
    client.post(address(submission, "birthday"), BORN_IN_2011)

    client.post(address(submission, "birthday"), BIRTHDAY)

    assert client.get(address(submission, "guardian")).status_code == 404
    assert asked_on(client, submission, "areas") == [AVOID, BELLY_WORK]


def test_a_pregnant_client_is_not_asked_about_belly_work(client, submission):
    client.post(address(submission, "pregnancy"), {"pregnancy": "pregnant"})

    assert asked_on(client, submission, "areas") == [AVOID]
