"""The demo clinic: the facts of the brief, loaded through the services."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from accounts.models import User
from accounts.roles import Role
from blog.models import ArticlePage, ConditionPage, EventPage
from booking.availability import catalogue as catalogues
from booking.availability import free_times
from booking.availability.selection import choose
from booking.models import (
    Appointment,
    Occupancy,
    OccupiedTick,
    Room,
    Treatment,
    WorkingHours,
)
from booking.models.appointments import AGREED, OWNS_TIME, Status
from booking.staff.visit_list import level_of
from care.models import Condition, Exercise, ExercisePage, Reference, Technique
from clients.models import Client
from content import branding
from content.models import Brand, LocationPage, Picture
from content.tones import HOUSE
from demo.management.commands.demo import Command as DemoCommand
from intake import for_therapists
from intake.levels import Level
from locations import site_context
from locations.models import Closure, Location
from outbox.models import Message
from tests.conftest import forget
from tests.screens import parsed, text, texts
from therapists.models import (
    Feature,
    InterviewPage,
    Testimonial,
    Therapist,
    TherapistPage,
)

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def visitor():
    return Browser()


def visit_of(name, **fields):
    return Appointment.objects.filter(client__name__startswith=name, **fields)


def in_english(model):
    return model.objects.live().filter(locale=Locale.get_default())


def test_the_demo_has_the_numbers_of_the_brief():
    assert Location.objects.count() == 4
    assert dict(Counter(Room.objects.values_list("location__slug", flat=True))) == {
        "lantern-square": 4,
        "foundry-point": 3,
        "maple-terrace": 2,
    }
    assert Therapist.objects.count() == in_english(TherapistPage).count() == 8
    assert Treatment.objects.count() == 12
    assert in_english(ArticlePage).count() == 16
    assert (Technique.objects.count(), Condition.objects.count()) == (8, 16)
    assert in_english(ConditionPage).count() == 16
    assert Exercise.objects.count() == in_english(ExercisePage).count() == 14
    assert in_english(InterviewPage).count() == 4
    assert Testimonial.objects.published().count() == 10
    assert in_english(EventPage).count() == 6
    assert Reference.objects.count() == 65


def test_seven_of_eight_therapists_work_at_two_places():
    places = {
        name: set(hours.values_list("location", flat=True))
        for name in Therapist.objects.values_list("name", flat=True)
        for hours in [WorkingHours.objects.filter(therapist__name=name)]
    }

    assert Counter(len(found) for found in places.values()) == {2: 7, 1: 1}


def test_therapists_work_at_one_place_a_day_and_rooms_suffice():
    at_work = Counter()
    for row in WorkingHours.objects.filter(valid_from=None):
        assert (
            WorkingHours.objects.filter(therapist=row.therapist, weekday=row.weekday)
            .exclude(location=row.location)
            .count()
            == 0
        )
        at_work[row.location.slug, row.weekday] += 1
    rooms = Counter(Room.objects.values_list("location__slug", flat=True))

    assert all(
        count <= rooms[place] for (place, _), count in at_work.items() if place in rooms
    )


def test_every_role_has_a_member_of_staff():
    assert set(User.objects.values_list("groups__name", flat=True)) == set(Role)


def test_every_working_day_has_free_times():
    now = timezone.now()
    choice = choose(catalogues.current(), treatment="first-visit", length=75)
    first = free_times.today(choice, now) + timedelta(days=1)
    answer = free_times.openings(choice, first, first + timedelta(days=12), now)

    for day in answer.question.days():
        assert answer.count_on(day) or answer.reason_on(day).name in (
            "CLOSED",
            "NOBODY_WORKS",
        )


def test_the_next_two_weeks_have_many_visits():
    now = timezone.now()
    ahead = Appointment.objects.upcoming(now).filter(
        starts_at__lt=now + timedelta(days=14)
    )

    assert 80 <= ahead.count() <= 220


def test_no_therapist_treats_two_clients_at_once():
    came = Appointment.objects.filter(status__in=AGREED).order_by(
        "therapist", "starts_at"
    )

    for first, second in pairwise(came):
        if first.therapist_id == second.therapist_id:
            assert first.ends_at <= second.starts_at


def test_occupancies_and_ticks_agree():
    owning = Appointment.objects.filter(status__in=OWNS_TIME)

    assert set(Occupancy.objects.values_list("appointment", flat=True)) == set(
        owning.values_list("pk", flat=True)
    )
    sold = sum(o.until_tick - o.from_tick for o in Occupancy.objects.all())
    assert OccupiedTick.objects.count() == sold


def test_adaeze_has_a_complete_form_without_cautions():
    visit = visit_of("Adaeze").get()

    assert visit.therapist.short_name == "Imani"
    assert visit.local_start.hour >= 10
    assert visit.submission.completed_at
    assert for_therapists.of(visit.submission, visit.safety_check) == []


def test_yuki_and_ottoline_have_cautions_for_the_therapist():
    yuki, ottoline = visit_of("Yuki").get(), visit_of("Ottoline").get()

    def words(visit):
        return [
            flag.words
            for flag in for_therapists.of(visit.submission, visit.safety_check)
        ]

    assert yuki.therapist.short_name == "Priya"
    assert words(yuki) == ["pregnant"]
    assert words(ottoline) == ["blood thinner", "blood pressure"]
    assert level_of(ottoline) == Level.REVIEW


def test_benedikt_has_a_request_that_needs_a_doctor_first():
    visit = visit_of("Benedikt").get()

    assert visit.status == Status.REQUESTED
    assert level_of(visit) == Level.DOCTOR_FIRST


def test_zuleika_cancelled_late_and_the_fee_was_waived():
    details = visit_of("Zuleika").get().history.get(verb="cancelled").details

    assert (details["late"], details["waived"], details["fee_cents"]) == (True, True, 0)


def test_the_other_clients_of_the_brief_have_their_visits():
    assert visit_of("Lorcan").get().status == Status.NO_SHOW
    assert visit_of("Quillon", status=Status.DONE).count() == 4
    assert visit_of("Caspian", status=Status.DONE).count() == 2
    assert visit_of("Eluned").get().location.visits_homes
    assert visit_of("Saoirse").get().submission.status == "half done"


def test_interview_answers_contain_no_markup():
    kept = [row["answer"] for each in Feature.objects.all() for row in each.answers]

    assert len(kept) == 28
    assert [text for text in kept if "<" in text] == []


def test_every_demo_client_has_a_fictional_address_and_phone():
    assert not Client.objects.exclude(email__endswith="@example.com").exists()
    for client in Client.objects.all():
        assert re.fullmatch(r"\+12125550[12]\d\d", client.phone.as_e164)
    assert not Message.objects.sent().exclude(to__endswith="example.com").exists()


def test_the_demo_has_its_own_logo_and_the_colour_of_the_house():
    brand = branding.current()

    assert brand.tones == HOUSE
    assert None not in (brand.logo, brand.dark_logo)
    assert brand.icon_file
    assert brand.writes_name  # beside the logo


def test_loading_again_changes_nothing():
    before = Appointment.objects.count(), Page.objects.count()

    call_command(DemoCommand(), verbosity=0)

    assert (Appointment.objects.count(), Page.objects.count()) == before


def pages():
    site_context.current()  # knows the languages, and so how addresses begin
    return [page.url for page in Page.objects.live().filter(depth__gt=1).specific()]


def test_every_page_has_exactly_one_h1(all_answers):
    found = {page.url: len(shown.select("h1")) for page, shown in all_answers}

    assert {url: count for url, count in found.items() if count != 1} == {}


def is_public(link):
    """Whether a link leads to a page of the site, and not to times of a day."""
    closed = r"(/es)?/(static|media|admin|accounts|book/[^?]*times)"
    return not re.match(closed, link)


def test_every_link_on_the_site_opens(visitor):
    seen, waiting = set(), set(pages())
    while waiting:
        url = waiting.pop()
        seen.add(url)
        page = visitor.get(url)
        assert page.status_code == 200, url
        if page.headers["Content-Type"].startswith("text/html"):
            found = {each["href"] for each in parsed(page).select("[href^='/']")}
            waiting |= {link.split("#")[0] for link in found if is_public(link)} - seen

    assert len(seen) > 40


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/", ArticlePage),
        ("/articles/", ArticlePage),
        ("/therapists/", TherapistPage),
        ("/locations/", LocationPage),
        ("/conditions/", ConditionPage),
        ("/self-care/", ExercisePage),
        ("/events/", EventPage),
        ("/therapist-of-the-month/", InterviewPage),
    ],
)
def test_a_longer_list_costs_no_more_queries(visitor, address, shown):
    many = statements(visitor, address)
    with transaction.atomic():
        first = shown.objects.live().first()
        shown.objects.exclude(pk=first.pk).update(live=False)
        one = statements(visitor, address)
        transaction.set_rollback(True)

    assert many <= one


def statements(visitor, address):
    """How many SQL statements a page sends once it has been seen.

    What is read for ten seconds is read anew by the first request, not by the second.
    """
    forget()
    visitor.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("address", "most"),
    [("/", 17), ("/articles/meet-your-psoas/", 23), ("/therapists/noor-haddadin/", 28)],
)
def test_a_page_with_live_times_stays_within_its_query_limit(visitor, address, most):
    assert statements(visitor, address) <= most


def test_hours_interrupted_for_a_week_are_listed_once(visitor):
    place = visitor.get("/locations/home-visits/")
    who = "section:has(> h2:-soup-contains('Who works here')) li"
    assert texts(place, who) == ["Callum Brightwater : Monday, Wednesday"]

    profile = visitor.get("/therapists/callum-brightwater/")
    weeks = "table:has(> caption:-soup-contains('Weekly hours')) tr"
    rows = [re.sub(r"\w+, \w+ \d+$", "…", row) for row in texts(profile, weeks)]
    assert rows == [
        "Day Place Hours",
        "Monday Home visits 9:00 am to 5:00 pm, until …",
        "Monday Home visits 9:00 am to 5:00 pm, from …",
        "Wednesday Home visits 9:00 am to 5:00 pm, until …",
        "Wednesday Home visits 9:00 am to 5:00 pm, from …",
        "Thursday Foundry Point noon to 8:00 pm",
        "Sunday Foundry Point 9:00 am to 5:00 pm",
    ]


def test_the_sitemap_lists_every_public_page(visitor):
    assert addresses(visitor, "/sitemap.xml") == ["http://testserver/sitemap-pages.xml"]
    assert sorted(addresses(visitor, "/sitemap-pages.xml")) == sorted(
        f"http://localhost{url}" for url in pages()
    )


def addresses(visitor, path):
    """What a sitemap lists."""
    tree = ElementTree.fromstring(visitor.get(path).content)
    return [each.text for each in tree.iter(f"{SITEMAP}loc")]


def test_removing_the_demo_deletes_all_of_it():
    with transaction.atomic():
        Client.objects.create(
            name="Jo",
            email="jo@myexample.com",
            phone="+12125550199",
            created_at=timezone.now(),
        )
        Closure.objects.create(
            starts_on=date(2031, 5, 2), ends_on=date(2031, 5, 2), reason="Our own day"
        )
        call_command(DemoCommand(), "--remove", verbosity=0)

        assert [client.name for client in Client.objects.all()] == ["Jo"]
        assert [day.reason for day in Closure.objects.all()] == ["Our own day"]
        assert not Appointment.objects.exists()
        assert not Therapist.objects.exists()
        assert not Location.objects.exists()
        assert not Condition.objects.exists()
        [bare] = Page.objects.filter(depth__gt=1)
        assert Site.objects.get().root_page == bare
        assert [each.language_code for each in Locale.objects.all()] == ["en"]
        page = Browser().get("/")
        assert text(page, "main .lead").startswith("This website is being prepared.")
        assert not User.objects.exists()
        assert not Brand.objects.exists()
        assert not Picture.objects.filter(title__startswith="demo ").exists()
        transaction.set_rollback(True)
    forget()
