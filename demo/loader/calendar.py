"""Find times in the demo's calendar, book them, and fill it to about sixty per cent."""

import random
from datetime import timedelta
from uuid import uuid4

from booking import services
from booking.availability import catalogue as catalogues
from booking.availability import free_times
from booking.availability.selection import Choice, choose
from booking.engine import wall_clock
from booking.engine.ticks import instant_of, next_tick
from booking.exceptions import SamePerson
from booking.models import Appointment
from booking.models.appointments import Status
from booking.services.confirming import Safety
from clients import services as clients
from clients.contact import Contact
from demo.loader import forms
from demo.loader.texts import DOMAIN, read
from intake.levels import Level

FILL = 0.6
# The share of clients due today or tomorrow who have sent their intake form.
HANDED_IN = 0.9
DAY = timedelta(days=1)
LOOK_AHEAD = 28
NOTHING_CHANGED = Safety({"changed": False}, Level.NONE)


class Diary:
    """The demo's calendar, kept by the front desk."""

    def __init__(self, today, now, desk):
        self.today, self.now, self.desk = today, now, desk
        # The same clinic every time the demo is loaded on the same day.
        self.random = random.Random(today.toordinal())
        self.catalogue = catalogues.current()
        self.clients = {}

    def book(self, contact, therapist, treatment, minutes, *, after, safety):
        """Book the first time that fits, from tomorrow on."""
        first = self.today + DAY
        choice = self._choice(treatment, minutes, therapist)
        found = self._openings(
            choice, first, first + timedelta(days=LOOK_AHEAD), self.now
        )
        opening = next(o for o in found if self._wall(o).time() >= after)
        return self._book(choice, opening, contact, self.now - DAY, safety)

    def book_past(self, contact, therapist, treatment, days_ago):
        """Book a visit about so many days ago, as of the week before it."""
        day = self.today - timedelta(days=days_ago)
        before = instant_of(next_tick(self.now)) - timedelta(days=days_ago + 7)
        choice = self._choice(treatment, None, therapist)
        opening = self._openings(choice, day - 3 * DAY, day, before)[0]
        return self._book(choice, opening, contact, before)

    def finish(self, visit):
        """Take a visit through its statuses to the end."""
        for status, at in (
            (Status.ARRIVED, visit.starts_at - timedelta(minutes=5)),
            (Status.IN_PROGRESS, visit.starts_at),
            (Status.DONE, visit.ends_at),
        ):
            if at <= self.now:
                services.mark(appointment=visit, status=status, by=self.desk, now=at)

    def fill(self, days):
        """Fill the coming days, so that every therapist keeps some free time."""
        names = self._names()
        booked = []
        for n in range(days):
            for therapist in self.catalogue.timetable.workers:
                booked += self._fill_day(self.today + n * DAY, therapist, names)
        # Only now: a visit that is over gives its time back, which could be booked
        # again.
        for visit in booked:
            self.finish(visit)
        return len(booked)

    def _fill_day(self, day, therapist, names):
        """Book one therapist's day until it is full enough, and return the visits."""
        as_of = self.now - 2 * DAY
        # From one end of the day, so that the other has room for a first visit.
        end = self.random.choice((0, -1))
        room = FILL * self._minutes_at_work(day, therapist)
        room -= self._minutes_booked(day, therapist)
        booked = []
        for _ in range(6):
            choice = self._any_choice(therapist)
            if choice is None or room < choice.minutes:
                break
            free = self._openings(choice, day, day, as_of)
            if not free:
                continue
            try:
                visit = self._book(choice, free[end], next(names), as_of)
            except SamePerson:
                continue  # they have another visit then
            if day <= self.today + DAY and self.random.random() < HANDED_IN:
                forms.fill_in(visit, "usual", as_of)
            room -= choice.minutes
            booked.append(visit)
        return booked

    def _book(self, choice, opening, contact, now, safety=NOTHING_CHANGED):
        """Book by phone; the desk knows clients who have been here before."""
        visit = services.book_by_phone(
            choice=choice.at(
                self.catalogue.places[opening.place],
                self.catalogue.people[opening.therapist],
            ),
            start=opening.start,
            contact=contact,
            safety=safety,
            by=self.desk,
            key=uuid4(),
            client=self.clients.get(contact.email),
            now=now,
        )
        if contact.email not in self.clients:
            self.clients[contact.email] = visit.client
            clients.vouch(client=visit.client, by=self.desk, now=now)
        return visit

    def _openings(self, choice, first, last, now):
        answer = free_times.openings(choice, first, last, now, by_staff=True)
        on_the_quarter = (
            opening
            for day in answer.question.days()
            for opening in answer.openings_on(day)
            if self._wall(opening).minute % 15 == 0
        )
        return list(on_the_quarter)

    def _choice(self, treatment, minutes, therapist):
        offer = self.catalogue.offers[treatment]
        return choose(
            self.catalogue,
            treatment=treatment,
            length=minutes or min(offer.lengths),
            therapist=therapist or "",
            known=True,
        )

    def _any_choice(self, therapist):
        """One of the therapist's treatments, in one of its lengths."""
        offers = [
            o for o in self.catalogue.offers.values() if therapist in o.therapists
        ]
        offer = self.random.choice(offers)
        person = self.catalogue.people[therapist]
        minutes = self.random.choice(list(offer.lengths))
        return Choice(self.catalogue, offer, minutes, person)

    def _minutes_at_work(self, day, therapist):
        table = self.catalogue.timetable
        total = 0
        for place in self.catalogue.places.values():
            window = wall_clock.whole_day(day, place.zone)
            total += table.working(therapist, place.id, window).bit_count() * 5
        return total

    def _minutes_booked(self, day, therapist):
        visits = Appointment.objects.upcoming(self.now - DAY)
        of_day = [
            v for v in visits.filter(therapist=therapist) if v.local_start.date() == day
        ]
        return sum(visit.minutes for visit in of_day)

    def _wall(self, opening):
        zone = self.catalogue.places[opening.place].zone
        return instant_of(opening.start).astimezone(zone)

    def _names(self):
        """An endless supply of invented people."""
        others = read("clients")["others"]
        everyone = [
            f"{a} {b}" for a in others["first_names"] for b in others["last_names"]
        ]
        self.random.shuffle(everyone)
        for n, name in enumerate(everyone * 3):
            email = f"{name.lower().replace(' ', '.')}@{DOMAIN}"
            yield Contact(name, email, f"+1212555{100 + n % 100:04d}")
