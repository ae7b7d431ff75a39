"""Nothing that the site says holds for one kind of clinic, or for one country, alone.

The words of the demo stay in the demo. The second half opens what clients of a clinic
of physiotherapy in London see.
"""

import re
from pathlib import Path

import pytest

from blog.models import TopicPage
from booking.models import Appointment, Treatment, TreatmentIndexPage, TreatmentPage
from care.models import Exercise, ExerciseIndexPage, ExercisePage, GlossaryPage
from content.models import ContactPage, FaqPage, LocationIndexPage, LocationPage
from demo.loader.forms import ANSWERS
from intake import cautions
from intake import links as forms
from locations.models import Location
from outbox import kinds, rendering
from tests import factories, mails, pages
from tests.booking import flow
from tests.factories import NOW
from tests.screens import parsed, text
from tests.test_architecture import ARROWS, PROJECT
from therapists.models import TestimonialPage, TherapistIndexPage, TherapistPage

ROOT = Path(__file__).parent.parent
FOLDERS = (*ARROWS, PROJECT, "templates", "static", "script")
# Data that may name a profession or a country, and the drawing of the demo's home page.
DATA = (
    "demo/",
    "templates/demo/",
    "onboarding/starting_sets/",
    "locations/countries.toml",
)
NOT_TEXT = {".woff2", ".png", ".ico", ".pyc", ".gz", ".br"}

OF_ONE_CLINIC = re.compile(
    r"massage|psoas|kestrel|\bLMT\b|New[ _]York|\b911\b|\b988\b"
    r"|\$\d[\d.]|dollar|\bUSD\b",
    re.IGNORECASE,
)
# (file, word): why it may stand there.
ALLOWED = {
    ("locations/countries.py", "usd"): "before a country is chosen, prices need a sign",
    ("locations/emergency.py", "911"): "an example in a docstring",
    ("locations/emergency.py", "988"): "an example in a docstring",
    ("locations/formatting.py", "$16"): "an example in a docstring",
    ("locations/formatting.py", "$72"): "an example in a docstring",
    ("templates/illustrations/spot-ball.svg", "massage"): "a comment in a drawing",
}

SLUG = "initial-assessment"
DETAILS = {
    "name": "Robin Vale",
    "email": "robin@example.com",
    "phone": "020 7946 0111",
}
READ_TO_CLIENTS = ("alt", "title", "aria-label", "placeholder", "content")


def files():
    """(path from the root, text) of everything that the site is made of."""
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*")):
            path = file.relative_to(ROOT).as_posix()
            is_past = "/migrations/" in path or "/__pycache__/" in path
            if file.is_file() and file.suffix not in NOT_TEXT and not is_past:
                yield path, file.read_text()


def test_no_file_of_the_site_speaks_for_one_kind_of_clinic():
    found = {
        (path, word.lower())
        for path, words in files()
        if not path.startswith(DATA)
        for word in OF_ONE_CLINIC.findall(words)
    }

    assert found - ALLOWED.keys() == set()


@pytest.fixture
def london(db, time_machine):
    """A clinic of physiotherapy in London, open for booking."""
    time_machine.move_to(NOW, tick=False)
    factories.clinic("Imani", "Tomasz", treatments=(SLUG,))
    Location.objects.update(
        name="Camden",
        street="1 Camden Square",
        city="London",
        region="",
        postal_code="NW1 9UY",
        phone="+442079460958",
        time_zone="Europe/London",
    )
    factories.in_country(
        "GB",
        name="Camden Physiotherapy",
        phone="+442079460958",
        profession_title="Physiotherapist",
        therapist_word="physiotherapist",
        therapists_word="physiotherapists",
    )


@pytest.fixture
def website(london):
    """A page of every kind, with what only some pages show."""
    imani, place = pages.therapist("Imani"), Location.objects.get()
    imani.credential = "MSc"
    imani.save()
    treatment = Treatment.objects.get()
    pages.home()
    pages.index(ContactPage, "contact")
    pages.article("one")
    pages.condition_page(
        helps_most="<p>Time.</p>",
        treatment_can="<p>Ease it.</p>",
        treatment_cannot="<p>Cure it.</p>",
    )
    pages.event(price_cents=2500)
    pages.interview(imani)
    pages.testimonial(therapist=imani)
    for model, slug in (
        (FaqPage, "questions"),
        (GlossaryPage, "glossary"),
        (TestimonialPage, "said"),
        (TopicPage, "topics"),
    ):
        pages.index(model, slug)
    ball = pages.exercise("ball", purpose=Exercise.Purpose.PRESSURE, hold_seconds=30)
    for index, page in (
        ((TherapistIndexPage, "therapists"), TherapistPage(therapist=imani)),
        ((LocationIndexPage, "places"), LocationPage(location=place)),
        ((ExerciseIndexPage, "self-care"), ExercisePage(exercise=ball)),
        (
            (TreatmentIndexPage, "treatments"),
            TreatmentPage(
                treatment=treatment,
                has_belly_work=True,
                red_flags=["RF13"],
                cautions=[each.key for each in cautions.CAUTIONS],
            ),
        ),
    ):
        page.title, page.slug = "One", "one"
        pages.index(*index).add_child(instance=page)


PAGES = (
    "/",
    "/contact/",
    "/articles/",
    "/articles/one/",
    "/conditions/",
    "/conditions/hip-pain/",
    "/events/",
    "/questions/",
    "/glossary/",
    "/said/",
    "/topics/",
    "/therapist-of-the-month/",
    "/therapists/",
    "/therapists/one/",
    "/places/",
    "/places/one/",
    "/self-care/",
    "/self-care/one/",
    "/treatments/",
    "/treatments/one/",
    "/search/?q=hip",
    "/search/?q=nothing",
    "/accounts/login/",
)


def told(page):
    """All that a page tells people, their screen readers and search engines."""
    page = parsed(page)
    attributes = [
        each[name] for name in READ_TO_CLIENTS for each in page.select(f"[{name}]")
    ]
    to_machines = [each.string for each in page.select("script[type*=json]")]
    return " ".join([page.get_text(" "), *attributes, *to_machines])


def of_one_clinic(*texts):
    """The words in texts that would be wrong in London."""
    return [
        found[0]
        for words in texts
        for found in re.finditer(rf"{OF_ONE_CLINIC.pattern}|\$", words, re.IGNORECASE)
    ]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_what_is_true_of_a_clinic_in_london(client, website, address):
    page = client.get(address)

    assert page.status_code == 200
    assert of_one_clinic(told(page)) == []


def test_a_therapist_has_the_title_of_the_clinics_profession(client, website):
    assert '"jobTitle": "Physiotherapist"' in told(client.get("/therapists/one/"))


def test_the_soonest_times_name_the_treatment(client, website):
    said = text(client.get("/"), ".slots__note")

    assert said.startswith("Initial assessment, 60 minutes, £165.")


def booking(client):
    """Every page of a booking, then of the visit."""
    yield client.get("/book/")
    yield client.get("/book/?known=1")
    for step in ("therapist", "location", "times"):
        yield client.get(f"/book/{SLUG}/{step}/?length=60")
    details = flow.press(client, treatment=SLUG).headers["Location"]
    base = details.removesuffix("details")
    yield client.get(details)
    yield client.post(details, {"phone": "1"})
    client.post(details, DETAILS)
    yield client.get(f"{base}safety")
    for statement in ("sudden", "cancer-or-bones"):
        client.post(f"{base}safety", {"ticked": statement})
        yield client.get(f"{base}help")
    client.post(f"{base}safety", {"ticked": "none"})
    yield client.get(f"{base}check")
    visit = flow.book(client, base).headers["Location"]
    for step in ("", "time/", "contact/", "cancel/"):
        yield client.get(f"{visit}{step}")


def test_the_booking_flow_says_what_is_true_of_a_clinic_in_london(client, london):
    answers = list(booking(client))

    assert Appointment.objects.get().treatment_name == "Initial assessment"
    assert {each.status_code for each in answers} <= {200, 422}
    assert of_one_clinic(*map(told, answers)) == []


ADULT = {"birthday_2": "1984", "pregnancy": "no"}
MINOR = {
    "birthday_2": "2010",
    "guardian-name": "Ida Vale",
    "guardian-relation": "Mother",
    "guardian-stays": "on",
    "pregnancy": "pregnant",
    "weeks": "24",
}


def health_form(client, submission, somebody):
    """Every page of the health form, empty and answered, and what comes after it."""
    address = f"/health-form/{forms.token(submission)}/"
    answers = {
        **ANSWERS["usual"],
        **DETAILS,
        "signature": "Robin Vale",
        "emergency-phone": "020 7946 0190",
        "urgent-signs": ["RF01"],
        "birthday_0": "3",
        "birthday_1": "27",
        **somebody,
    }
    asked = {**answers, "is-minor": "yes" if somebody is MINOR else "no"}
    yield client.get(address)
    for _, page in submission.form.pages_for(asked):
        yield client.get(f"{address}{page.key}/")
        client.post(f"{address}{page.key}/", answers)
        yield client.get(f"{address}{page.key}/")
    for step in ("", "help/", "check/", "who-looked/"):
        yield client.get(f"{address}{step}")
    yield client.post(f"{address}check/", follow=True)


@pytest.mark.parametrize("somebody", [ADULT, MINOR], ids=["adult", "minor"])
def test_the_health_form_says_what_is_true_of_a_clinic_in_london(
    client, london, somebody
):
    list(booking(client))
    visit = Appointment.objects.get()
    flow.prove(client, visit)
    answers = list(health_form(client, visit.submission, somebody))

    visit.submission.refresh_from_db()
    assert visit.submission.completed_at == NOW
    assert {each.status_code for each in answers} == {200}
    assert of_one_clinic(*map(told, answers)) == []


def test_the_mails_of_a_visit_say_what_is_true_of_a_clinic_in_london(client, london):
    list(booking(client))
    left = mails.leaving(NOW)

    assert left != []
    assert of_one_clinic(*(f"{mail.subject} {mail.body}" for mail in left)) == []


@pytest.mark.parametrize("kind", kinds.worded(), ids=lambda kind: kind.name)
def test_a_wording_says_what_is_true_of_a_clinic_in_london(london, kind):
    mail = rendering.example(rendering.default(kind.name, "en"))

    assert of_one_clinic(mail.subject, mail.text, told(mail.html)) == []
