"""The words of the demo's rows in Spanish, translated in place."""

from booking.models import Room, Treatment
from care.models import Condition, Exercise, Technique
from demo.loader.texts import SPANISH, read
from locations.models import ClinicDetails, Closure, Location
from locations.translated import stored, translate, words_of
from therapists.models import Therapist

KINDS = {
    "treatment": Treatment,
    "location": Location,
    "condition": Condition,
    "technique": Technique,
    "therapist": Therapist,
}


def load():
    words = read("es/rows")
    _translate(ClinicDetails.load(), words["details"])
    for kind, model in KINDS.items():
        for slug, found in words[kind].items():
            _translate(model.objects.get(slug=slug), found)
    for name, found in words["room"].items():
        location, _, room = name.partition("/")
        _translate(Room.objects.get(location__slug=location, name=room), found)
    for closure in Closure.objects.all():
        _translate(closure, words["closure"][stored(closure, "reason")])
    for found in read("es/exercises")["exercise"]:
        _translate_exercise(Exercise.objects.get(slug=found["slug"]), found)


def _translate_exercise(exercise, words):
    _translate(exercise, words)
    for step, text in zip(exercise.steps.all(), words["steps"], strict=True):
        _translate(step, {"text": text})


def _translate(row, words):
    """Give a row those words that are its own; others belong to its page."""
    own = {field.attname for field in words_of(type(row))}
    translate(row, SPANISH, {name: words[name] for name in own & set(words)})
    row.save(update_fields=["translations"])
