"""What therapists plug into the apps below; read once, when Django is ready."""

from content import structured_data
from outbox import kinds
from therapists import letters
from therapists import structured as descriptions
from therapists.models import InterviewPage, TherapistPage

kinds.add(letters.InterviewQuestions)
structured_data.describe(TherapistPage, descriptions.profile)
structured_data.describe(InterviewPage, descriptions.interview)
