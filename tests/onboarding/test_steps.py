"""Open your clinic: the seven steps, from an empty database to a booking."""

from datetime import UTC, datetime, time

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from accounts.roles import Role
from booking.models import BookingRules, Room, Treatment, WorkingHours
from locations import site_context
from locations.models import ClinicDetails, Location
from onboarding.steps import progress
from onboarding.steps.who import WhoForm
from outbox.models import Message
from tests import factories
from tests.screens import errors, fields_of, parsed, text, texts
from therapists.models import Therapist

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 6, 1, 8, tzinfo=UTC)  # a Monday
WHO = {"name": "Northfield", "profession": "physiotherapy", "country_code": "GB"}
PHONE = "020 7946 0958"
WHERE = {
    "name": "Camden",
    "street": "12 Example Street",
    "city": "London",
    "phone": PHONE,
}


@pytest.fixture
def owner(sign_in, time_machine):
    """The browser of an owner of an empty clinic."""
    time_machine.move_to(MORNING, tick=False)
    return sign_in(factories.staff(Role.OWNER, first_name="Ann", last_name="Lee"))


def address(key):
    return reverse("open_clinic_step", args=[key])


def saved(owner, key, button=None, **typed):
    """Open a step as a browser does, type, and press a button."""
    form = parsed(owner.get(address(key))).select_one(".set-up__step form")
    sent = {**fields_of(form), **typed, **({button: "1"} if button else {})}
    return owner.post(address(key), {k: v for k, v in sent.items() if v is not None})


def set_up(owner, **last):
    """All steps up to the website, with as little typing as possible."""
    saved(owner, "who", **WHO)
    saved(owner, "where", **WHERE)
    saved(owner, "team", first_name="Bo", last_name="Dean", email="bo@example.com")
    saved(owner, "when")
    saved(owner, "what")
    saved(owner, "rules")
    return saved(owner, "website", "publish")


def test_the_first_page_lists_what_is_left_to_do(owner):
    page = owner.get("/admin/")

    panel = parsed(page).select_one(".set-up")
    assert "1 of 7 done" in " ".join(panel.text.split())
    assert [a.text.strip() for a in panel.select("ol a")] == [
        "Who you are",
        "Where",
        "Team",
        "When",
        "What",
        "Rules",
        "Website",
    ]


def test_seven_steps_open_a_clinic_that_strangers_can_book(owner, client):
    answer = set_up(owner)

    assert answer.headers["Location"] == reverse("open_clinic_overview")
    assert progress.read().is_bookable
    page = owner.get(answer.headers["Location"])
    assert text(page, ".set-up__step strong") == "Your clinic is open."
    assert not parsed(owner.get("/admin/")).select(".set-up")

    home = client.get("/")
    assert home.status_code == 200
    assert "Northfield" in parsed(home).title.text
    times = client.get("/book/physiotherapy-assessment/times/?length=45")
    assert texts(times, "input[name=opening] + span")
    assert "£65" in parsed(times).text
    assert "$" not in parsed(times).text


def test_who_brings_the_words_of_the_profession_and_the_habits_of_the_country(owner):
    answer = saved(owner, "who", **WHO)

    clinic = ClinicDetails.load()
    assert (clinic.profession_title, clinic.therapist_word) == (
        "Physiotherapist",
        "physiotherapist",
    )
    assert (clinic.currency, clinic.clock_hours) == ("GBP", 24)
    assert answer.headers["Location"] == address("where")
    said = text(owner.get(address("where")), ".messages")
    assert "In an emergency, your pages say: call 999." in said


def test_a_clinic_in_a_country_without_known_numbers_is_asked_for_them(owner):
    answer = saved(owner, "who", **{**WHO, "country_code": "TH"})

    assert answer.headers["Location"] == address("who")
    page = owner.get(address("who"))
    assert "We know no emergency number" in text(page, ".messages")
    assert parsed(page).select_one("details[open] [name=own_emergency_number]")
    answer = saved(owner, "who", own_emergency_number="1669")
    assert answer.headers["Location"] == address("where")


def test_own_words_stay_when_the_name_changes(owner):
    saved(owner, "who", **WHO)
    ClinicDetails.objects.update(therapist_word="physio")
    site_context.forget()

    saved(owner, "who", name="Northfield Physiotherapy")

    assert ClinicDetails.load().therapist_word == "physio"


def test_where_makes_a_place_with_hours_and_rooms(owner):
    saved(owner, "who", **WHO)

    saved(owner, "where", **WHERE, rooms="Oak\n Ash \n\nOak", closes_at="20:00")

    place = Location.objects.get()
    assert (place.slug, place.time_zone) == ("camden", "Europe/London")
    assert list(Room.objects.values_list("name", flat=True)) == ["Oak", "Ash"]
    hours = place.opening_hours.values_list("weekday", "opens_at", "closes_at")
    assert list(hours) == [(day, time(9), time(20)) for day in range(5)]


def test_where_asks_for_the_zone_of_a_country_that_has_several(owner):
    saved(owner, "who", **{**WHO, "country_code": "US"})

    page = saved(owner, "where", **WHERE)

    assert page.status_code == 422
    assert not Location.objects.exists()


def test_where_needs_an_address_and_a_room_unless_it_visits_homes(owner):
    saved(owner, "who", **WHO)

    page = saved(owner, "where", name="Camden", phone=PHONE, rooms="")
    assert page.status_code == 422
    assert len(texts(page, ".errorlist li, .error-message")) >= 2

    saved(owner, "where", name="North London", visits_homes="on", phone=PHONE)
    place = Location.objects.get()
    assert place.visits_homes
    assert not place.rooms.exists()


def test_a_second_place_is_used_by_what_is_on_offer(owner):
    set_up(owner)

    saved(owner, "where", "again", **{**WHERE, "name": "Camden"}, rooms="Elm")

    assert list(Location.objects.values_list("slug", flat=True)) == [
        "camden",
        "camden-2",
    ]
    treatment = Treatment.objects.filter(is_home_visit=False).first()
    assert "Elm" in treatment.rooms.values_list("name", flat=True)


def test_team_makes_account_therapist_and_invitation_in_one_form(owner):
    saved(owner, "who", **WHO)
    saved(owner, "where", **WHERE)

    saved(owner, "team", first_name="Bo", last_name="Dean", email="BO@example.com")

    user = User.objects.get(email="bo@example.com")
    therapist = Therapist.objects.get()
    assert (therapist.name, therapist.short_name) == ("Bo Dean", "Bo")
    assert therapist.user == user
    assert Message.objects.filter(kind="invitation", to=user.email).exists()


def test_nobody_is_let_in_twice(owner):
    saved(owner, "who", **WHO)
    saved(owner, "where", **WHERE)
    somebody = {"first_name": "Bo", "last_name": "Dean", "email": "bo@example.com"}
    saved(owner, "team", **somebody)

    page = saved(owner, "team", **somebody)

    assert page.status_code == 422
    assert Therapist.objects.count() == 1


def test_a_new_therapist_gives_what_is_on_offer(owner):
    set_up(owner)

    saved(owner, "team", first_name="Cy", last_name="Fox", email="cy@example.com")

    assert {each.therapists.count() for each in Treatment.objects.on_offer()} == {2}


def test_a_front_desk_gets_no_therapist(owner):
    saved(owner, "who", **WHO)
    saved(owner, "where", **WHERE)

    form = {"first_name": "Di", "last_name": "Ho", "email": "di@example.com"}
    saved(owner, "team", **form, roles=[Role.FRONT_DESK])

    assert User.objects.get(email="di@example.com").role_names == [Role.FRONT_DESK]
    assert not Therapist.objects.exists()


def test_when_begins_with_the_hours_of_the_place(owner):
    saved(owner, "who", **WHO)
    saved(owner, "where", **WHERE)
    saved(owner, "team", first_name="Bo", last_name="Dean", email="bo@example.com")
    bo = Therapist.objects.get().pk

    changed = {f"{bo}-works_4": None, f"{bo}-from_0": "12:00", f"{bo}-works_5": "on"}
    saved(owner, "when", **changed)

    rows = WorkingHours.objects.values_list("weekday", "starts_at", "ends_at")
    assert list(rows) == [
        (0, time(12), time(18)),
        (1, time(9), time(18)),
        (2, time(9), time(18)),
        (3, time(9), time(18)),
        (5, time(9), time(18)),
    ]


def test_hours_without_an_end_are_refused(owner):
    saved(owner, "who", **WHO)
    saved(owner, "where", **WHERE)
    saved(owner, "team", first_name="Bo", last_name="Dean", email="bo@example.com")
    bo = Therapist.objects.get().pk

    page = saved(owner, "when", **{f"{bo}-until_0": ""})

    assert page.status_code == 422
    assert not WorkingHours.objects.exists()


def test_what_takes_the_prices_and_names_that_were_typed(owner):
    saved(owner, "who", **WHO)
    saved(owner, "where", **WHERE)
    key = "physiotherapy-assessment"

    changed = {
        f"{key}-name": "Assessment",
        f"{key}-price_45": "72.50",
        "physiotherapy-follow-up-is_offered": None,
    }
    saved(owner, "what", **changed)

    treatment = Treatment.objects.get(slug=key)
    assert treatment.name == "Assessment"
    assert 7250 in treatment.lengths.values_list("price_cents", flat=True)
    assert not Treatment.objects.filter(slug="physiotherapy-follow-up").exists()


def test_home_visits_are_suggested_where_homes_are_visited(owner):
    saved(owner, "who", **WHO)
    saved(owner, "where", name="North London", visits_homes="on", phone=PHONE)

    saved(owner, "what")

    assert {each.is_home_visit for each in Treatment.objects.all()} == {True}


def test_something_must_be_on_offer(owner):
    saved(owner, "who", **WHO)
    saved(owner, "where", **WHERE)
    form = parsed(owner.get(address("what"))).select_one(".set-up__step form")
    boxes = [name for name in fields_of(form) if name.endswith("-is_offered")]

    page = saved(owner, "what", **dict.fromkeys(boxes))

    assert page.status_code == 422
    assert text(page, ".error-message") == "Choose one treatment at least."


def test_rules_are_those_that_clients_read(owner):
    saved(owner, "rules", free_change_hours="48", late_fee_percent="20")

    rules = BookingRules.objects.get()
    assert (rules.free_change_hours, rules.late_fee_percent) == (48, 20)
    status = progress.read().entries[5].status
    assert status.words == (
        "Free to change until 48 hours before; later 20 %, the first time nothing."
    )


def test_a_website_can_wait_as_drafts(owner, client):
    saved(owner, "who", **WHO)
    saved(owner, "where", **WHERE)

    saved(owner, "website")

    assert "being prepared" in parsed(client.get("/")).text
    assert progress.read().entries[6].status.words == "Drafts, which nobody sees."


@pytest.mark.parametrize("key", ["who", "where", "team", "when", "what", "website"])
def test_every_step_can_be_opened_first(owner, key):
    page = owner.get(address(key))

    assert page.status_code == 200
    assert not errors(page)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
def test_only_owners_open_a_clinic(sign_in, role):
    browser = sign_in(factories.staff(role))

    assert browser.get(address("who")).status_code in (302, 403)
    assert not parsed(browser.get("/admin/")).select(".set-up")


def test_an_unknown_step_is_not_found(owner):
    assert owner.get(address("whence")).status_code == 404


def test_a_clinic_that_speaks_spanish_begins_with_words_in_spanish(owner):
    saved(owner, "who", **WHO, language="es")
    saved(owner, "where", **WHERE)
    saved(owner, "what")

    clinic = ClinicDetails.load()
    assert clinic.language == "es"
    assert (clinic.profession_title, clinic.therapist_word) == (
        "Fisioterapeuta",
        "fisioterapeuta",
    )
    assert Room.objects.get().name == "Sala 1"
    first = Treatment.objects.earliest("position")
    assert (first.slug, first.name) == (
        "fisioterapia-primera-valoracion",
        "Primera valoración",
    )


def test_treatments_are_not_suggested_again_in_another_language(owner):
    saved(owner, "who", **WHO)
    saved(owner, "where", **WHERE)
    saved(owner, "what")
    factories.in_country("GB", language="es")

    assert texts(owner.get(address("what")), "fieldset legend") == []


def test_professions_are_listed_in_the_language_of_the_reader(owner):
    with translation.override("es"):
        choices = dict(WhoForm(instance=ClinicDetails()).fields["profession"].choices)

    assert choices["physiotherapy"] == "Fisioterapia"


def test_the_language_of_a_new_clinic_is_that_of_its_first_reader(owner):
    with translation.override("es"):
        assert WhoForm(instance=ClinicDetails())["language"].value() == "es"
    with translation.override("tlh"):
        assert WhoForm(instance=ClinicDetails())["language"].value() == "en"
    named = ClinicDetails(name="Northfield", language="en")
    with translation.override("es"):
        assert WhoForm(instance=named)["language"].value() == "en"


def test_who_brings_the_words_of_the_profession_in_every_language(owner):
    saved(owner, "who", **WHO, other_languages="es")

    clinic = ClinicDetails.load()
    assert clinic.languages == ("en", "es")
    with translation.override("es"):
        assert clinic.profession_title == "Fisioterapeuta"
