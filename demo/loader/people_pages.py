"""Profiles, interviews and testimonials of the demo clinic."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from booking.models import Treatment
from care.models import Condition, Exercise
from content import readability
from demo.loader import pictures
from demo.loader.stories import linked
from demo.loader.texts import read
from demo.loader.tree import put
from locations.models import Location
from therapists.models import (
    Feature,
    InterviewPage,
    Testimonial,
    Therapist,
    TherapistPage,
)


def add_profiles(parent):
    for row in read("therapists")["therapist"]:
        page = put(
            parent,
            TherapistPage,
            therapist=Therapist.objects.get(slug=row["slug"]),
            portrait=pictures.load("portraits", row["slug"], row["portrait_alt"]),
            **profile_fields(row),
        )
        page.favorite_exercises.set(
            Exercise.objects.filter(slug__in=row["favorite_exercises"])
        )
        page.save()


def profile_fields(row):
    """What a profile says."""
    paragraphs = row["bio"].strip().split("\n\n")
    return {
        "slug": row["slug"],
        "title": row["name"],
        "search_description": row["headline"],
        "portrait_alt": row["portrait_alt"],
        "headline": row["headline"],
        "quote": row["quote"],
        "focus": ", ".join(row["focus"]),
        "biography": "".join(f"<p>{each}</p>" for each in paragraphs),
        "best_for": row["best_for"],
        "first_visit": row["first_visit"],
        "other_techniques": ", ".join(row["other_techniques"]),
        "training": row["training"],
    }


def add_interviews(parent, today, now):
    for row in read("interviews")["interview"]:
        therapist = Therapist.objects.get(slug=row["therapist"])
        month = today.replace(day=1) - relativedelta(months=row["months_ago"])
        feature, _ = Feature.objects.get_or_create(
            month=month,
            defaults={
                "therapist": therapist,
                "answers": [_as_typed(answer) for answer in row["answers"]],
                "answered_at": now,
                "consented_at": now,
            },
        )
        profile = therapist.page
        page = put(
            parent,
            InterviewPage,
            slug=f"{month:%Y-%m}-{therapist.slug}",
            title=row["title"],
            search_description=f"{therapist.name}: {row['standfirst']}"[:155],
            feature=feature,
            standfirst=row["standfirst"],
            pull_quote=row["pull_quote"],
            portrait=profile.portrait,
            portrait_alt=profile.portrait_alt,
            homework=Exercise.objects.get(slug=row["homework"]),
            answers=[
                ("question", {**answer, "answer": linked(answer["answer"])})
                for answer in row["answers"]
            ],
        )
        page.conditions.set(Condition.objects.filter(slug__in=row["conditions"]))
        page.save_revision().publish()


def _as_typed(answer):
    """An answer as a therapist types it: plain text with empty lines between parts."""
    paragraphs = readability.plain(answer["answer"]).strip().split("\n")
    return {**answer, "answer": "\n\n".join(paragraphs)}


def add_testimonials(today):
    for row in read("testimonials")["testimonial"]:
        Testimonial.objects.get_or_create(
            name=row["name"],
            defaults={
                "text": row["text"],
                "condition": Condition.objects.get(slug=row["condition"]),
                "therapist": Therapist.objects.get(slug=row["therapist"]),
                "treatment": Treatment.objects.get(slug=row["treatment"]).name,
                "location": Location.objects.get(slug=row["location"]),
                "given_on": today - timedelta(days=row["days_ago"]),
                "consent": row["consent"],
                "is_sample": True,
                "is_published": True,
            },
        )
