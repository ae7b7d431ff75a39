"""What the vocabulary plugs into the site; read once, when Django is ready."""

from care import structured as descriptions
from care.models import ExercisePage
from clinic import structured

structured.describe(ExercisePage, descriptions.exercise)
