"""The shared vocabulary of the demo clinic."""

from care.models import (
    Condition,
    Exercise,
    ExerciseStep,
    Muscle,
    Reference,
    Technique,
    Term,
)
from demo.loader import pictures
from demo.loader.texts import read


def load():
    for row in read("references")["reference"]:
        Reference.objects.update_or_create(key=row.pop("key"), defaults=row)
    for row in read("techniques")["technique"]:
        row["picture"] = pictures.load("hands", row["picture"], row["picture_alt"])
        _with_references(Technique, row)
    for row in read("glossary")["term"]:
        Term.objects.update_or_create(slug=row.pop("slug"), defaults=row)
    for row in read("conditions")["condition"]:
        Condition.objects.update_or_create(slug=row.pop("slug"), defaults=row)
    _load_muscles()
    for row in read("exercises")["exercise"]:
        _add_exercise(row)


def _load_muscles():
    related = {}
    for row in read("muscles")["muscle"]:
        related[row["slug"]] = row.pop("related")
        _with_references(Muscle, row)
    for slug, others in related.items():
        Muscle.objects.get(slug=slug).related.set(
            Muscle.objects.filter(slug__in=others)
        )


def _with_references(model, row):
    keys = row.pop("references")
    thing, _ = model.objects.update_or_create(slug=row.pop("slug"), defaults=row)
    thing.references.set(_references(keys))


def _add_exercise(row):
    steps, keys = row.pop("steps"), row.pop("references")
    conditions = Condition.objects.filter(slug__in=row.pop("conditions"))
    del row["search_description"]
    slug = row["slug"]
    for pose in ("start", "hold"):
        alt = row[f"{pose}_alt"]
        row[f"{pose}_picture"] = pictures.load("exercises", f"{slug}-{pose}", alt)
    exercise, _ = Exercise.objects.update_or_create(slug=slug, defaults=row)
    exercise.steps.all().delete()
    exercise.steps = [
        ExerciseStep(text=text, sort_order=n) for n, text in enumerate(steps)
    ]
    exercise.conditions.set(conditions)
    exercise.references.set(_references(keys))
    exercise.save()


def _references(keys):
    return Reference.objects.filter(key__in=keys)
