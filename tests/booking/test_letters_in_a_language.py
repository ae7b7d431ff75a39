"""A client gets every letter in the language in which they wrote to us."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation
from wagtail.users.models import UserProfile

from accounts.roles import Role
from booking import services
from booking.models import Appointment, CallRequest
from clients.models import Client
from intake import links as forms
from outbox import kinds, rendering
from outbox.models import Message
from tests import factories, mails
from tests.booking import flow
from tests.factories import DOCTOR_FIRST, NOW, ROBIN, at, booked, choice
from tests.screens import parsed, texts

pytestmark = pytest.mark.django_db

SPANISH = replace(ROBIN, language="es")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY_PHONE = {
    "opening": flow.opening("11:00"),
    "treatment": "first-visit/60",
    "name": "Ilse Marr",
    "email": "ilse@example.com",
    "phone": "212-555-0140",
    "safety": ["none"],
}


@pytest.fixture(autouse=True)
def place(time_machine):
    time_machine.move_to(NOW, tick=False)
    place = factories.clinic("Imani", "Tomasz", rooms=2)
    factories.in_country("US", other_languages=["es"])
    return place


def english_in(mail):
    """The parts between placeholders of all our English words that a mail has."""
    wordings = [rendering.default(kind.name, "en") for kind in kinds.worded()]
    parts = [re.split(r"[{}\n]+", wording.paragraphs) for wording in wordings]
    long = {part.strip() for each in parts for part in each if len(part) > 20}
    return [part for part in long if part in mail.body]


def first_parts(mail):
    """The first part of the path of every link."""
    return {link.split("/")[3] for link in mails.links(mail).values()}


def test_a_client_who_books_in_spanish_gets_every_letter_in_spanish(client):
    base = flow.to_check(client)
    answer = flow.book(client, f"/es{base}")
    visit = Appointment.objects.get()

    assert answer.headers["Location"].startswith("/es/visit/")
    assert (visit.language, visit.client.language) == ("es", "es")
    left = mails.leaving(NOW)
    left += mails.leaving(visit.starts_at - 3 * DAY)
    left += mails.leaving(visit.starts_at - 2 * DAY)
    left += mails.leaving(visit.starts_at - 24 * HOUR)
    moved = services.reschedule(
        appointment=visit, choice=choice("tomasz"), start=at("13:00"), now=NOW
    )
    left += mails.leaving(NOW)
    services.cancel(appointment=moved, now=NOW)
    left += mails.leaving(NOW)
    assert [(m.subject, first_parts(m), english_in(m)) for m in left] == [
        (subject, {"es"}, [])
        for subject in (
            "Su cita está reservada: lunes, 8 de junio, 9:00 a. m.",
            "Dentro de tres días: lunes, 8 de junio, 9:00 a. m.",
            "Antes de su cita: lunes, 8 de junio, 9:00 a. m.",
            "Mañana: lunes, 8 de junio, 9:00 a. m.",
            "Cambio: lunes, 8 de junio, 1:00 p. m.",
            "Cancelada: lunes, 8 de junio, 1:00 p. m.",
        )
    ]


def test_the_whole_letter_is_in_the_language_of_the_client():
    visit = booked("09:00", contact=SPANISH)

    with translation.override("en"):
        [mail] = mails.leaving(NOW)

    [html] = [part for part, kind in mail.alternatives if kind == "text/html"]
    facts = dict(zip(texts(html, "th"), texts(html, ".facts td"), strict=True))
    assert parsed(html).html["lang"] == "es"
    assert texts(html, "p")[0] == mail.body.split("\n\n")[0] == "Hola, Robin:"
    assert facts["Cuándo"] == "lunes, 8 de junio, de 9:00 a. m. a 10:00 a. m. (EDT)"
    assert facts["Precio"] == "$165"
    assert list(mails.links(mail)) == [
        "Ver, cambiar o cancelar la cita",
        "Rellenar su formulario de salud",
    ]
    calendar, _type = mails.file(mail)
    assert "SUMMARY:Cita en Kestrel Row" in calendar
    assert f"Referencia: {visit.reference}" in calendar.replace("\r\n ", "")
    assert "/es/visit/" in calendar.replace("\r\n ", "")


def test_a_language_that_is_no_longer_offered_is_that_of_the_clinic():
    booked("09:00", contact=SPANISH)
    factories.in_country("US", other_languages=[])

    [mail] = mails.leaving(NOW)

    assert mail.subject == "You are booked: Monday, June 8, 9:00 am"
    assert first_parts(mail) == {"visit", "health-form"}


def test_without_a_language_a_letter_is_in_that_of_the_clinic():
    factories.in_country("US", language="es", other_languages=["en"])
    booked("09:00")
    booked("11:00", contact=replace(ROBIN, language="en"), browser="two")

    assert {mail.subject: first_parts(mail) for mail in mails.leaving(NOW)} == {
        "Su cita está reservada: lunes, 8 de junio, 9:00 a. m.": {
            "visit",
            "health-form",
        },
        "You are booked: Monday, June 8, 11:00 am": {"en"},
    }


# Who reads it


def colleague(role, email, language=""):
    user = factories.staff(role, email=email, first_name="Kim")
    if language:
        UserProfile.objects.create(user=user, preferred_language=language)
    return user


def test_letters_to_staff_are_in_their_own_language():
    colleague(Role.FRONT_DESK, "kim@team.example")
    colleague(Role.FRONT_DESK, "luz@team.example", "es")
    colleague(Role.FRONT_DESK, "jo@team.example", "fr")
    booked("09:00", contact=SPANISH, safety=DOCTOR_FIRST)

    subjects = {mail.to[0]: mail.subject for mail in mails.leaving(NOW)}

    assert subjects == {
        "kim@team.example": "A request for Monday, June 8, 9:00 am",
        "luz@team.example": "Una solicitud: lunes, 8 de junio, 9:00 a. m.",
        "jo@team.example": "A request for Monday, June 8, 9:00 am",
        "robin@example.com": "Su solicitud: lunes, 8 de junio, 9:00 a. m.",
    }


def test_the_desk_reads_what_to_tell_a_client_without_an_address():
    visit = booked("09:00", contact=replace(SPANISH, email=""))
    services.cancel(appointment=visit, now=NOW)

    mails.leaving(NOW)

    assert CallRequest.objects.get().topic == "Cancelled: Monday, June 8, 9:00 am"
    dropped = Message.objects.get(kind="cancelled")
    assert dropped.reason == "There is no mail address."


# How it is known


def test_what_a_client_posts_on_the_page_of_a_visit_sets_its_language(client):
    visit = booked("09:00")

    client.get("/es" + flow.browser_path(visit, "cancel/"))
    visit.refresh_from_db()
    assert visit.language == ""

    page = client.get("/es" + flow.browser_path(visit, "cancel/"))
    shown = page.context["form"].initial["shows"]
    client.post("/es" + flow.browser_path(visit, "cancel/"), {"shows": shown})
    visit.refresh_from_db()
    assert (visit.status, visit.language) == ("cancelled", "es")


def test_a_health_form_filled_in_in_spanish_sets_the_language_of_its_visit(client):
    visit = booked("09:00", contact=replace(ROBIN, language="en"))
    address = f"/es/health-form/{forms.token(visit.form)}/name/"

    client.post(address, {"name": "Robin Vale"})

    visit = Appointment.objects.get()
    assert visit.form.saved_pages == ["name"]
    assert visit.language == "es"
    assert not visit.history.filter(verb="contact changed").exists()


def test_a_known_client_is_written_to_in_the_language_of_their_last_booking():
    first = booked("09:00")
    proof = factories.proven(first)

    second = booked("11:00", contact=SPANISH, proof=proof)

    assert second.client == first.client
    assert Client.objects.get().language == "es"


def test_an_unproven_booking_changes_the_language_of_no_known_client():
    first = booked("09:00", contact=replace(ROBIN, language="en"))
    factories.proven(first)

    booked("11:00", contact=SPANISH, browser="two")

    assert Client.objects.get(pk=first.client_id).language == "en"


@pytest.fixture
def desk(sign_in):
    return sign_in(factories.staff(Role.FRONT_DESK, email="desk@team.example"))


def test_the_desk_chooses_the_language_of_a_caller(desk):
    form = {"opening": flow.opening("11:00"), "treatment": "first-visit/60"}
    page = desk.get("/admin/phone/book/", form)

    assert texts(page, "#id_language option") == ["English", "Español"]
    chosen = {**BY_PHONE, "language": "es", "key": factories.key()}
    desk.post("/admin/phone/book/", chosen)
    visit = Appointment.objects.get()
    assert visit.language == "es"
    page = desk.get("/admin/phone/book/", {**form, "client": visit.client_id})
    assert texts(page, "#id_language option[selected]") == ["Español"]


def test_the_desk_is_not_asked_for_a_language_when_there_is_one(desk):
    factories.in_country("US", other_languages=[])
    form = {"opening": flow.opening("11:00"), "treatment": "first-visit/60"}

    page = desk.get("/admin/phone/book/", form)

    assert parsed(page).select("#id_language") == []
    desk.post("/admin/phone/book/", {**BY_PHONE, "key": factories.key()})
    assert Appointment.objects.get().language == ""


def test_a_code_comes_in_the_language_of_the_page_that_asked_for_it(client):
    client.post("/es/been-here/", {"email": "robin@example.com"})

    [mail] = mails.leaving(NOW)

    assert mail.subject == "Su código"
    assert list(mails.links(mail)) == ["Sí, esta es mi dirección"]
