"""Visits of the clients with a story, and others so that the calendars look alive."""

from datetime import time, timedelta

from accounts.models import User
from booking import services
from booking.models.appointments import Status
from booking.services.confirming import Safety
from clients.contact import Contact
from demo.loader import forms
from demo.loader.calendar import Diary
from demo.loader.texts import DOMAIN, read
from intake.levels import Level
from outbox import delivery, kinds, rendering
from outbox.models import Message

NO_FLAGS = Safety({"ticked": []}, Level.NONE)
PAST_CANCER = Safety({"ticked": ["cancer-or-bones"]}, Level.DOCTOR_FIRST)


def load(today, now):
    """Write all visits through the services; returns how many are ahead."""
    stories = Stories(today, now)
    stories.tell()
    booked = stories.diary.fill(days=14)
    _send_what_was_due(now)
    return booked


class Stories:
    """The visits of the clients named in the brief."""

    def __init__(self, today, now):
        self.today, self.now = today, now
        self.diary = Diary(today, now, User.objects.get(email__startswith="desk@"))
        self.people = {row["key"]: row for row in read("clients")["client"]}

    def tell(self):
        """Book everyone's visits, one after the other."""
        first = self.book(
            "adaeze", "imani-okafor-reyes", "first-visit", 75, after=time(10)
        )
        forms.fill_in(first, "adaeze", self.now)
        self._returning()
        self._with_flags()
        self._late_and_missed()
        self.book(
            "eluned", "callum-brightwater", "home-visit", 90, address="12 Wharf Lane"
        )
        half = self.book("saoirse", None, "first-visit", 75)
        forms.fill_in(half, "saoirse", self.now, pages=9)

    def book(self, key, *wish, after=time(), safety=NO_FLAGS, address=""):
        """Book the first time that fits a client's therapist, treatment and minutes."""
        return self.diary.book(
            self.contact(key, address), *wish, after=after, safety=safety
        )

    def contact(self, key, address=""):
        row = self.people[key]
        at_home = {"floor": "3", "has_elevator": True, "postal_code": "11200"}
        return Contact(
            row["name"],
            f"{key}@{DOMAIN}",
            row["phone"],
            address,
            **(at_home if address else {}),
        )

    def _returning(self):
        """Caspian mid-series, Hollis with homework, Quillon who is done."""
        for key, therapist, treatment, days in (
            ("caspian", "tomasz-wisnicki", "back-pain-massage", (15, 8)),
            ("hollis", "desmond-achterberg", "assisted-stretch", (16, 9)),
            ("quillon", "marisol-quintanar", "myofascial-release", (70, 56, 42, 28)),
        ):
            for ago in days:
                self.past(key, therapist, treatment, ago)
        ahead = self.book("caspian", "tomasz-wisnicki", "back-pain-massage", 60)
        forms.fill_in(ahead, "caspian", self.now)

    def _with_flags(self):
        """Pregnant, on a blood thinner, and with a sign that asks for a doctor."""
        yuki = self.book("yuki", "priya-venkataraman-cole", "prenatal", 75)
        forms.fill_in(yuki, "yuki", self.now)
        ottoline = self.book("ottoline", "hye-jin-baek", "psoas-hip-flexor-release", 90)
        forms.fill_in(ottoline, "ottoline", self.now)
        self.book("benedikt", None, "first-visit", 90, safety=PAST_CANCER)

    def _late_and_missed(self):
        """Zuleika cancelled late, and was forgiven; Lorcan did not come."""
        late = self.past("zuleika", None, "first-visit", 3, done=False)
        services.cancel(appointment=late, now=late.starts_at - timedelta(hours=5))
        missed = self.past("lorcan", None, "back-pain-massage", 7, done=False)
        services.mark(
            appointment=missed,
            status=Status.NO_SHOW,
            by=self.diary.desk,
            now=missed.starts_at + timedelta(minutes=20),
        )

    def past(self, key, therapist, treatment, days_ago, done=True):
        """Book a visit of some days ago, as of the week before it."""
        visit = self.diary.book_past(self.contact(key), therapist, treatment, days_ago)
        if done:
            self.diary.finish(visit)
        return visit


def _send_what_was_due(now):
    """Mark mails that were due before today as sent, as the demo's story has it."""
    for message in Message.objects.waiting().filter(due_at__lte=now):
        kind = kinds.named(message.kind)(message, message.due_at)
        changes = delivery.sent_as(kind, rendering.render(kind))
        for field, value in (changes | {"sent_at": message.due_at}).items():
            setattr(message, field, value)
        message.save()
