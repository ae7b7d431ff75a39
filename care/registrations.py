"""What the vocabulary plugs into the site; read once, when Django is ready."""

from care import sections
from care import structured_data as descriptions
from care.models import ExercisePage
from content import structured_data

structured_data.describe(ExercisePage, descriptions.exercise)

sections.register()
