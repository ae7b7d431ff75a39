"""Two sessions at once, through every service: what must hold after each step holds.

Each session is a thread with a connection of its own that works on objects it read
before, and stops before it commits. On PostgreSQL the second runs as far as locks let
it; SQLite lets one transaction after the other write, in either order.
"""

import threading
from collections import Counter

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from booking import exceptions, services
from booking.availability import free_times
from booking.availability import occupancy as taken_time
from booking.models import (
    Appointment,
    CallRequest,
    Draft,
    HistoryEntry,
    Occupancy,
    OccupiedTick,
    Resource,
)
from booking.models.appointments import OWNS_TIME, Status
from clients.contact import Contact
from clients.models import Client
from intake.models import SafetyCheck, Submission
from outbox.models import Message
from tests import factories
from tests.factories import DOCTOR_FIRST, MONDAY, NOW, at, choice
from web.models import CountedKey, OneTimeKey

pytestmark = pytest.mark.django_db(transaction=True)

WALLS = ("09:00", "09:30", "10:15", "13:00")
PEOPLE = ("anna", "bert")
BROWSERS = ("one", "two")
DURING = factories.instant("10:00")

# What a calendar sees change, by the words of the history.
SEEN = ("moved", "cancelled", "declined", "accepted")
LETTERS = {
    "confirmation": ("booked", "accepted"),
    "requested": ("requested",),
    "cancelled": ("cancelled",),
    "declined": ("declined",),
}


class Session(threading.Thread):
    """One service in a transaction of its own, which waits before it commits."""

    def __init__(self, service, arguments):
        super().__init__(daemon=True)
        self.service, self.arguments = service, arguments
        self.written, self.may_commit = threading.Event(), threading.Event()
        self.failure = None

    def run(self):
        try:
            with transaction.atomic():
                self.service(**self.arguments)
                self.written.set()
                self.may_commit.wait(20)
        except exceptions.Refused:
            pass
        except BaseException as error:
            self.failure = error  # told by the test, in its own thread
            raise
        finally:
            self.written.set()
            connection.close()

    def finish(self):
        self.may_commit.set()
        self.join(20)
        assert not self.is_alive()
        if self.failure:
            raise self.failure


class Clinic(RuleBasedStateMachine):
    """Two therapists with a room each; visits of two browsers."""

    @initialize()
    def open(self):
        self.seen = {}
        self.names = iter(range(10_000))

    # What a session can do; each is (service, arguments), read beforehand.

    def hold(self, browser, wall, person):
        return services.hold, {
            "browser": browser,
            "network": browser,
            "choice": choice(person=person),
            "start": at(wall),
            "now": NOW,
        }

    def book(self, browser, doctor_first):
        draft = Draft.objects.filter(browser=browser).order_by("-used_at").last()
        name = f"Person {next(self.names)}"
        number = f"+1212555{100 + next(self.names) % 100:04d}"
        return draft and (
            services.book,
            {
                "draft": draft,
                "contact": Contact(name, f"{name[7:]}@example.com", number),
                "safety": DOCTOR_FIRST if doctor_first else factories.NO_FLAGS,
                "now": NOW,
            },
        )

    def change(self, verb, which, wall, person, by_staff):
        visits = list(Appointment.objects.order_by("created_at", "pk"))
        if not visits:
            return None
        visit = visits[which % len(visits)]
        by = self.desk if by_staff else None
        arguments = {
            "cancel": {"by": by, "now": NOW},
            "decline": {"by": by, "now": NOW},
            "accept": {"by": self.desk, "now": NOW},
            "extend": {"now": NOW},
            "release": {},
            "mark": {"status": Status.NO_SHOW, "by": self.desk, "now": DURING},
            "reschedule": {
                "choice": choice(person=person),
                "start": at(wall),
                "by": by,
                "now": NOW,
            },
        }
        return getattr(services, verb), {"appointment": visit, **arguments[verb]}

    def session(self, step):
        """A session for a step that was drawn; None when there is nothing to do."""
        kind, *drawn = step
        prepared = getattr(self, kind)(*drawn)
        return Session(*prepared) if prepared else None

    STEPS = st.one_of(
        st.tuples(
            st.just("hold"),
            st.sampled_from(BROWSERS),
            st.sampled_from(WALLS),
            st.sampled_from(PEOPLE),
        ),
        st.tuples(st.just("book"), st.sampled_from(BROWSERS), st.booleans()),
        st.tuples(
            st.just("change"),
            st.sampled_from(
                ["reschedule", "cancel", "decline", "accept", "extend", "mark"]
                + ["release"]
            ),
            st.integers(0, 3),
            st.sampled_from(WALLS),
            st.sampled_from(PEOPLE),
            st.booleans(),
        ),
    )

    @rule(browser=st.sampled_from(BROWSERS), wall=st.sampled_from(WALLS))
    def somebody_books(self, browser, wall):
        for step in (("hold", browser, wall, "anna"), ("book", browser, False)):
            session = self.session(step)
            if session:
                session.start()
                session.finish()

    @rule(first=STEPS, second=STEPS)
    def two_at_once(self, first, second):
        one, two = self.session(first), self.session(second)
        if one is None or two is None:
            return
        one.start()
        one.written.wait(20)
        two.start()
        two.written.wait(0.1)  # written already, or waiting for a lock
        self.look()
        one.finish()
        self.look()
        two.written.wait(20)
        self.look()
        two.finish()

    @rule(
        which=st.integers(0, 3),
        wall=st.sampled_from(WALLS),
        ends=st.sampled_from(["cancel", "decline", "accept", "mark", "reschedule"]),
    )
    def a_move_beside_another_change(self, which, wall, ends):
        """What a visit takes changes while the second session waits for it."""
        rest = (which, wall, "bert", True)
        self.two_at_once(("change", "reschedule", *rest), ("change", ends, *rest))

    # What must hold

    def look(self):
        """Somebody asks for openings, which remembers what is taken by version."""
        for person in PEOPLE:
            free_times.openings(choice(person=person), MONDAY, MONDAY, NOW)
        self.versions_were_raised()

    @invariant()
    def time_is_guarded_by_its_ticks(self):
        owns = set(
            Appointment.objects.filter(status__in=OWNS_TIME).values_list(
                "pk", flat=True
            )
        )
        rows = list(Occupancy.objects.all())
        assert {row.appointment_id for row in rows} == owns
        ticks = {
            (row.resource_id, tick)
            for row in rows
            for tick in range(row.from_tick, row.until_tick)
        }
        assert ticks == set(OccupiedTick.objects.values_list("resource", "tick"))

    @invariant()
    def versions_were_raised(self):
        """The same version means the same taken time; remembered answers rely on it."""
        now = {}
        for resource, version in Resource.objects.values_list("pk", "version"):
            rows = Occupancy.objects.filter(resource=resource)
            times = frozenset(rows.values_list("from_tick", "until_tick", "held_until"))
            now[resource, version] = times
        for key, times in now.items():
            assert self.seen.setdefault(key, times) == times

    @invariant()
    def what_is_offered_is_what_is_free(self):
        for person in PEOPLE:
            offered = self.offered(person)
            taken_time.forget()
            assert self.offered(person) == offered

    def offered(self, person):
        answer = free_times.openings(choice(person=person), MONDAY, MONDAY, NOW)
        return answer.openings_on(MONDAY)

    @invariant()
    def sequences_rise_with_what_calendars_see(self):
        for visit in Appointment.objects.prefetch_related("history"):
            seen = [event.verb for event in visit.history.all() if event.verb in SEEN]
            assert visit.sequence == len(seen)

    @invariant()
    def every_event_has_its_one_letter(self):
        verbs = Counter(HistoryEntry.objects.values_list("verb", flat=True))
        kinds = Counter(Message.objects.values_list("kind", flat=True))
        for kind, causes in LETTERS.items():
            assert kinds[kind] == sum(verbs[cause] for cause in causes)

    def teardown(self):
        """Every example begins with an empty diary."""
        everything = (
            Draft,
            CallRequest,
            HistoryEntry,
            OccupiedTick,
            Occupancy,
            Message,
        )
        everything += (Appointment, SafetyCheck, Submission, OneTimeKey, CountedKey)
        for model in everything:
            model.objects.all().delete()
        Client.objects.all().delete()
        taken_time.forget()


def test_two_concurrent_sessions_leave_the_diary_consistent():
    factories.clinic("Anna", "Bert", rooms=2)
    factories.BookingRules.objects.update(
        open_visits_per_browser=100, bookings_per_network=1000
    )
    Clinic.desk = factories.staff("Front desk")
    Clinic.TestCase.settings = settings(
        max_examples=20,
        stateful_step_count=6,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    Clinic.TestCase().runTest()
