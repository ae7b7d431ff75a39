"""What therapists plug into the apps below; read once, when Django is ready."""

from clinic import structured
from outbox import kinds
from therapists import letters
from therapists import structured as descriptions
from therapists.models import InterviewPage, TherapistPage

kinds.add(letters.InterviewQuestions)
structured.describe(TherapistPage, descriptions.profile)
structured.describe(InterviewPage, descriptions.interview)
