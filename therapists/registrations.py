"""Register therapists with the apps below; run once, when Django is ready."""

from outbox import kinds
from therapists import message_kinds, sections

kinds.add(message_kinds.InterviewQuestions)

sections.register()
