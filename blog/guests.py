"""Guests of events: sign up, tell them of every change, free their places."""

from datetime import timedelta

from django.db import transaction
from django.utils import translation

from blog.models import EventPage, EventSignUp
from locations import clock
from outbox import languages
from outbox import services as outbox

SIGNED_UP = "event_signed_up"
CHANGED = "event_changed"
CANCELLED = "event_cancelled"

PLACE = "event-place"  # the purpose that the link in a guest's mails is signed for

# How far from its old day a guest's day may move in a series.
NEAR = timedelta(days=31)


class EventIsFull(Exception):
    """Fewer places are left than were asked for; `left` says how many."""

    def __init__(self, left):
        super().__init__(left)
        self.left = left


class EventIsOver(Exception):
    """The event no longer takes place, or needs no sign-up."""


@transaction.atomic
def sign_up(*, event, name, email, seats, access_needs, now, language=""):
    """Reserve places for a guest on the next day of an event, and confirm by mail.

    Signing up again with the same address changes nothing. Raises `EventIsFull` or
    `EventIsOver`.
    """
    # Lock the event, or two people could take the last place.
    event = EventPage.objects.select_for_update(of=("self",)).get(pk=event.original.pk)
    day = event.coming_day(now)
    if not event.takes_guests(day) or event.sign_up != EventPage.SignUp.HERE:
        raise EventIsOver
    existing = EventSignUp.objects.to(event, day).filter(email=email).first()
    if existing:
        return existing
    left = event.places_left(day)
    if left is not None and seats > left:
        raise EventIsFull(left)
    guest = EventSignUp.objects.create(
        event=event,
        day=day,
        name=name,
        email=email,
        seats=seats,
        access_needs=access_needs,
        language=language,
        signed_up_at=now,
        told=state_of(event, day),
    )
    outbox.post(outbox.letter(kind=SIGNED_UP, about=guest.uuid, now=now))
    return guest


def give_back(*, guest):
    """Free a guest's places; doing it twice changes nothing."""
    EventSignUp.objects.filter(pk=guest.pk).delete()


@transaction.atomic
def tell_guests(*, event, now):
    """Mail the guests of an event that differs from what they were last told.

    Guests of a day that moved go with it. No mail is sent if a one-off event would now
    be over: that is an editor's slip.
    """
    is_on = event.live and not event.is_cancelled
    if is_on and not event.repeats and not event.coming_day(now):
        return
    today = now.astimezone(event.zone).date()
    guests = list(event.sign_ups.filter(day__gte=today))
    if is_on:
        guests = [guest for guest in guests if _taken_along(guest, event, now)]
    letters = (_news_for(guest, event, now) for guest in guests)
    outbox.post(*(letter for letter in letters if letter))


def await_something_under(page, now):
    """Whether an event at or below a page has guests who believe that it is on."""
    ahead = EventSignUp.objects.filter(
        event__path__startswith=page.path, day__gte=clock.today(now)
    )
    return ahead.exclude(told__is_off=True).exists()


def state_of(event, day):
    """What a guest of a day can see of an event, as JSON values.

    Times are local times of the place. Its name is in the clinic's own language,
    whoever asks: in another one it would look like a change.
    """
    with translation.override(languages.default()):
        place = event.place_name
    return {
        "day": day.isoformat(),
        "last_day": event.last_day_from(day).isoformat(),
        "from": f"{event.starts_at:%H:%M}",
        "until": f"{event.ends_at:%H:%M}",
        "place": place,
        "is_online": event.is_online,
        "link": event.online_link,
        "is_off": is_off(event, day),
    }


def is_off(event, day):
    """Whether an event does not take place on a day."""
    return not event.live or event.is_cancelled or not event.begins_on(day)


def _news_for(guest, event, now):
    """The message that this guest needs, unless it is waiting already."""
    state = state_of(event, guest.day)
    if state == guest.told:
        return None
    kind = CANCELLED if state["is_off"] else CHANGED
    if outbox.is_waiting(kind=kind, about=guest.uuid):
        return None
    return outbox.letter(kind=kind, about=guest.uuid, now=now)


def _taken_along(guest, event, now):
    """Move a guest to their new day; False if they are signed up for it already."""
    day = _new_day(guest.day, event, now)
    if day == guest.day:
        return True
    there = event.sign_ups.filter(day=day, email=guest.email)
    if there.exists():
        guest.delete()
        return False
    guest.day = day
    guest.save(update_fields=["day"])
    return True


def _new_day(old, event, now):
    """The day of an event in the same week as the old one, or the nearest one ahead.

    It is the old day itself if that still stands, or if none is near.
    """
    if event.begins_on(old):
        return old
    if not event.repeats:
        return event.starts_on
    today = now.astimezone(event.zone).date()
    coming = (day for day in event.days_from(today) if event.end_on(day) > now)
    near = [day for day in coming if abs(day - old) <= NEAR]
    week = old.isocalendar()[:2]
    of_the_week = [day for day in near if day.isocalendar()[:2] == week]
    return min(of_the_week or near, key=lambda day: abs(day - old), default=old)
