"""What therapists plug into the apps below; read once, when Django is ready."""

from content import structured_data
from outbox import kinds
from therapists import message_kinds, sections
from therapists import structured_data as descriptions
from therapists.models import InterviewPage, TherapistPage

kinds.add(message_kinds.InterviewQuestions)
structured_data.describe(TherapistPage, descriptions.profile)
structured_data.describe(InterviewPage, descriptions.interview)

sections.register()
