"""The shared vocabulary: entered once, referred to everywhere."""

from care.models.exercises import Exercise, ExerciseStep
from care.models.pages import ExerciseIndexPage, ExercisePage, GlossaryPage
from care.models.searches import EmptySearch
from care.models.vocabulary import Condition, Muscle, Reference, Technique, Term

__all__ = [
    "Condition",
    "EmptySearch",
    "Exercise",
    "ExerciseIndexPage",
    "ExercisePage",
    "ExerciseStep",
    "GlossaryPage",
    "Muscle",
    "Reference",
    "Technique",
    "Term",
]
