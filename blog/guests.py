"""Guests of events: they sign up, hear of every change, and may give a place back."""

from datetime import timedelta

from django.db import transaction

from blog.models import EventPage, EventSignUp
from locations import clock
from outbox import services as outbox

SIGNED_UP = "event_signed_up"
CHANGED = "event_changed"
CANCELLED = "event_cancelled"

PLACE = "event-place"  # what the link in a guest's letters is signed for

# How far from the old day of a series a guest is taken along.
NEAR = timedelta(days=31)


class EventIsFull(Exception):
    """Fewer places are left than somebody asked for; `left` says how many."""

    def __init__(self, left):
        super().__init__(left)
        self.left = left


class EventIsOver(Exception):
    """The event does not take place any more, or needs no sign-up."""


@transaction.atomic
def sign_up(*, event, name, email, seats, access_needs, now):
    """Keep places for somebody on the next day of an event, and confirm by mail.

    Signing up again with the same address changes nothing. Raises `EventIsFull` or
    `EventIsOver`.
    """
    # One after the other, or two people could take the last place.
    event = EventPage.objects.select_for_update(of=("self",)).get(pk=event.pk)
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
        signed_up_at=now,
        told=state_of(event, day),
    )
    outbox.post(outbox.letter(kind=SIGNED_UP, about=guest.uuid, now=now))
    return guest


def give_back(*, guest):
    """Free somebody's places; giving them back twice is the same as once."""
    EventSignUp.objects.filter(pk=guest.pk).delete()


@transaction.atomic
def tell_guests(*, event, now):
    """Write to those who come to an event that is another than what they know.

    Guests of a day that moved go with it. An event that takes place once and would be
    over is a slip of the editor, and no letter.
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
    """Whether guests wait for an event at or below a page, and believe it is on."""
    ahead = EventSignUp.objects.filter(
        event__path__startswith=page.path, day__gte=clock.today(now)
    )
    return ahead.exclude(told__is_off=True).exists()


def state_of(event, day):
    """What a guest of a day can see of an event, as values that JSON holds.

    Times are those on the wall of the place.
    """
    return {
        "day": day.isoformat(),
        "last_day": event.last_day_from(day).isoformat(),
        "from": f"{event.starts_at:%H:%M}",
        "until": f"{event.ends_at:%H:%M}",
        "where": event.where,
        "link": event.online_link,
        "is_off": is_off(event, day),
    }


def is_off(event, day):
    """Whether an event does not take place on a day."""
    return not event.live or event.is_cancelled or not event.begins_on(day)


def _news_for(guest, event, now):
    """The letter that this guest needs, unless it waits already."""
    state = state_of(event, guest.day)
    if state == guest.told:
        return None
    kind = CANCELLED if state["is_off"] else CHANGED
    if outbox.is_waiting(kind=kind, about=guest.uuid):
        return None
    return outbox.letter(kind=kind, about=guest.uuid, now=now)


def _taken_along(guest, event, now):
    """Move a guest to the new day of theirs; False for one who is there already."""
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
    """The day of an event in the same week as the old one, or the nearest to come.

    The old day itself, when it stands, or when none is near.
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
