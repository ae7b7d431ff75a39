"""What readers leave behind, and what the clinic does with it."""

from django.conf import settings
from django.db import transaction

from blog.models import Comment, EventPage, EventSignUp, ReadCount, TopicSuggestion
from blog.models.comments import hash_of
from care.red_flag_words import may_be_urgent
from clinic import frame
from clinic.wording import clock, long_day, zone_name
from outbox import services as outbox

SIGNED_UP = "event_signed_up"
MOVED = "event_moved"
CANCELLED = "event_cancelled"
NAME_LENGTH = Comment._meta.get_field("name").max_length


class EventIsFull(Exception):
    """Fewer places are left than somebody asked for; `left` says how many."""

    def __init__(self, left):
        super().__init__(left)
        self.left = left


class EventIsOver(Exception):
    """The event does not take place any more, or needs no sign-up."""


def leave_comment(*, article, name, email, text, now):
    """Keep a comment until somebody has read it. The same one twice is one."""
    comment, _ = Comment.objects.get_or_create(
        article=article,
        email=email,
        text_hash=hash_of(text),
        defaults={
            "name": name,
            "text": text,
            "may_be_urgent": may_be_urgent(text),
            "written_at": now,
        },
    )
    return comment


def moderate(*, comment, status, user):
    """Publish or reject a comment."""
    comment.status, comment.staff = status, user
    comment.save(update_fields=["status", "staff"])


@transaction.atomic
def reply(*, comment, text, user, now):
    """Answer a comment under it, and publish both."""
    moderate(comment=comment, status=Comment.Status.PUBLISHED, user=user)
    return Comment.objects.create(
        article=comment.article,
        name=str(user)[:NAME_LENGTH],
        text=text,
        status=Comment.Status.PUBLISHED,
        reply_to=comment,
        staff=user,
        written_at=now,
    )


def suggest_topic(*, topic, why, email, now):
    """Keep a suggestion for the editors. The same topic twice in a row is one."""
    found = TopicSuggestion.objects.new().filter(topic__iexact=topic, email=email)
    return found.first() or TopicSuggestion.objects.create(
        topic=topic, why=why, email=email, suggested_at=now
    )


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
    row = EventSignUp.objects.create(
        event=event,
        day=day,
        name=name,
        email=email,
        seats=seats,
        access_needs=access_needs,
        signed_up_at=now,
    )
    outbox.post(_letter(SIGNED_UP, row, now))
    return row


@transaction.atomic
def tell_guests(*, event, now):
    """Write, once, to those who come to an event that was cancelled or changed its day.

    Who comes on another day of an event that takes place once comes on its new day.
    """
    ahead = event.sign_ups.filter(day__gte=frame.today(now), told_off_at=None)
    if event.is_cancelled:
        kind, guests = CANCELLED, list(ahead)
        ahead.update(told_off_at=now)
    else:
        kind, guests = MOVED, _moved(event, ahead, now)
    outbox.post(*(_letter(kind, guest, now) for guest in guests))


def _moved(event, guests, now):
    """The guests of another day, on the new day, if there is one ahead."""
    if event.repeats or not event.coming_day(now):
        return []
    there = event.sign_ups.filter(day=event.starts_on).values("email")
    guests = list(guests.exclude(day=event.starts_on).exclude(email__in=there))
    for guest in guests:
        guest.day = event.starts_on
    EventSignUp.objects.bulk_update(guests, ["day"])
    return guests


def count_reading(*, article, day):
    """One more person has read an article."""
    ReadCount.objects.add(article, day)


def _letter(kind, row, now):
    event, start = row.event, row.event.start_on(row.day)
    clinic = frame.current().clinic
    return outbox.letter(
        kind=kind,
        to=row.email,
        values={
            "first_name": row.name.split()[0],
            "event": event.title,
            "day": long_day(start),
            "clinic": clinic.name,
            "clinic_phone": clinic.phone.as_national if clinic.phone else "",
        },
        facts=[
            ("What", event.title),
            ("When", f"{long_day(start)}, {clock(start)} ({zone_name(start)})"),
            ("Where", event.where),
            *([("To watch", event.online_link)] if event.online_link else []),
            ("Places", str(row.seats)),
        ],
        actions=[("See the event", settings.SITE_URL + event.url)],
        now=now,
    )
