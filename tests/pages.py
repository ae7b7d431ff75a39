"""Builders of pages and of what readers leave on them."""

from datetime import date, time
from itertools import count

from django.utils import timezone
from wagtail.models import Page, Site

from blog import guests
from blog.models import (
    ArticleIndexPage,
    ArticlePage,
    Comment,
    ConditionIndexPage,
    ConditionPage,
    EventIndexPage,
    EventPage,
    EventSignUp,
    TopicSuggestion,
)
from care.models import Condition, Exercise, ExerciseStep
from content.models import HomePage
from locations import clock
from locations.models import Location
from tests import factories
from therapists.models import (
    Feature,
    InterviewIndexPage,
    InterviewPage,
    Testimonial,
    Therapist,
)

_numbers = count(1)

CLAIM = {"about": "Movement", "level": "C", "text": "<p>Thin.</p>", "references": []}
EVIDENCE = ("evidence", {"claims": [CLAIM]})


def home():
    """The home page, at the root of the site; one and the same for a test."""
    existing = HomePage.objects.first()
    if existing:
        return existing
    root = Page.objects.get(depth=1)
    page = root.add_child(
        instance=HomePage(title="Home", slug="front", headline="Hi", introduction="Hi")
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": page}
    )
    return page


def index(model, slug):
    """The page under which pages of a kind lie."""
    existing = model.objects.first()
    return existing or home().add_child(instance=model(title=slug.title(), slug=slug))


def therapist(name="Imani"):
    """Somebody who writes and treats."""
    found = Therapist.objects.filter(short_name=name).first()
    if found:
        return found
    place = Location.objects.first() or factories.location("lantern-square")
    return factories.therapist(name, place)


def condition(slug="hip-pain"):
    return Condition.objects.get_or_create(
        slug=slug,
        defaults={"name": slug.replace("-", " ").title(), "body_region": "lower body"},
    )[0]


def exercise(slug="bridge", **fields):
    row = Exercise.objects.create(
        slug=slug,
        **{
            "name": slug.title(),
            "summary": "Lift your hips.",
            "purpose": Exercise.Purpose.STRENGTH,
            "positions": ["lying"],
            "body_regions": ["low back"],
            "feel": "Your buttocks.",
            "not_feel": "Your back.",
            "cautions": "Ask first after surgery.",
            "stop_if": "Stop for sharp pain.",
            "evidence_level": "B",
            **fields,
        },
    )
    row.steps = [ExerciseStep(text="Lie on your back.", sort_order=0)]
    row.save()
    return row


def article(slug=None, **fields):
    """A published article by Imani, reviewed by Tomasz."""
    slug = slug or f"article-{next(_numbers)}"
    return index(ArticleIndexPage, "articles").add_child(
        instance=ArticlePage(
            slug=slug,
            **{
                "title": slug.title(),
                "standfirst": "What it is about.",
                "author": therapist("Imani"),
                "reviewed_by": therapist("Tomasz"),
                "reviewed_on": date(2026, 1, 5),
                "published_on": clock.today(timezone.now()),
                "category": "self-care",
                "body": [("paragraph", "<p>Words.</p>"), EVIDENCE],
                **fields,
            },
        )
    )


def condition_page(slug="hip-pain", parent=None, **fields):
    """A published page about a condition."""
    row = condition(slug)
    return (parent or index(ConditionIndexPage, "conditions")).add_child(
        instance=ConditionPage(
            slug=slug,
            **{
                "title": row.name,
                "condition": row,
                "author": therapist("Imani"),
                "reviewed_by": therapist("Tomasz"),
                "reviewed_on": date(2026, 1, 5),
                "what_it_is": "<p>A sore hip.</p>",
                "red_flags": ["RF01"],
                "evidence": [EVIDENCE],
                **fields,
            },
        )
    )


def event(slug=None, **fields):
    """A published class for two, on one evening."""
    slug = slug or f"event-{next(_numbers)}"
    return index(EventIndexPage, "events").add_child(
        instance=EventPage(
            slug=slug,
            **{
                "title": slug.title(),
                "kind": "class",
                "summary": "Come.",
                "description": "<p>Come and move.</p>",
                "starts_on": date(2026, 6, 10),
                "starts_at": time(18),
                "ends_at": time(19),
                "location": therapist().main_location,
                "places": 2,
                "sign_up": EventPage.SignUp.HERE,
                "access": "Step-free.",
                **fields,
            },
        )
    )


def event_sign_up():
    return EventSignUp.objects.create(
        event=event(),
        day=date(2026, 6, 10),
        name="Robin",
        email="robin@example.com",
        signed_up_at=factories.NOW,
    )


def sign_up(event, now, **fields):
    """Somebody who signs up for the next day of an event, through the services."""
    given = {"name": "Robin Vale", "email": "robin@example.com", "seats": 1, **fields}
    return guests.sign_up(event=event, access_needs="", now=now, **given)


def feature(person, month=date(2026, 6, 1), **fields):
    """A month planned for somebody."""
    return Feature.objects.create(therapist=person, month=month, **fields)


def interview(person, month=date(2026, 6, 1), **fields):
    """A published interview."""
    row = feature(person, month, consented_at=factories.NOW)
    return index(InterviewIndexPage, "therapist-of-the-month").add_child(
        instance=InterviewPage(
            slug=f"{month:%Y-%m}",
            **{
                "title": person.name,
                "feature": row,
                "standfirst": "Meet them.",
                "answers": [],
                **fields,
            },
        )
    )


def testimonial(**fields):
    return Testimonial.objects.create(
        **{
            "text": "I walk to the station again.",
            "name": "Bram O.",
            "condition": condition(),
            "given_on": date(2026, 1, 1),
            "is_sample": True,
            "is_published": True,
            **fields,
        }
    )


def suggestion(**fields):
    return TopicSuggestion.objects.create(
        **{"topic": "Gardening", "suggested_at": factories.NOW, **fields}
    )


def comment(on, **fields):
    return Comment.objects.create(
        article=on,
        **{
            "name": "Sam",
            "email": f"sam{next(_numbers)}@example.com",
            "text": "Thank you.",
            "written_at": factories.NOW,
            **fields,
        },
    )
