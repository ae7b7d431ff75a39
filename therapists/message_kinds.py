"""Messages to therapists about their month."""

from django.conf import settings
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from outbox import languages
from outbox.kinds import FIRST_NAME, Placeholder, RowKind
from therapists.models import Feature
from therapists.services import QUESTIONS_ASKED


class InterviewQuestions(RowKind):
    """Asks the therapist of a month to answer the questions."""

    name = QUESTIONS_ASKED
    title = _("Questions for the therapist of the month")
    sent_when = _("a therapist of the month is chosen; to the therapist")
    placeholders = {**FIRST_NAME, "month": Placeholder(_("the month"), _("June"))}
    example_actions = (_("Answer the questions"),)
    found_by = ("reference", "pk")

    @classmethod
    def rows(cls):
        return Feature.objects.select_related("therapist__user")

    @property
    def to(self):
        return self.row.therapist.user.email

    @property
    def language(self):
        return languages.of_staff(self.row.therapist.user)

    @property
    def whom(self):
        return self.row.therapist.name if self.row else ""

    @property
    def values(self):
        return {
            "first_name": self.row.therapist.short_name,
            "month": str(MONTHS[self.row.month.month]),
        }

    @property
    def actions(self):
        path = reverse("interview_answers", args=[self.row.pk])
        return [(gettext("Answer the questions"), settings.SITE_URL + path)]

    def why_not(self):
        return super().why_not() or self._not_wanted()

    def _not_wanted(self):
        if self.row.therapist.user is None:
            return gettext("The therapist has no account any more.")
        answered = self.row.answered_at
        return gettext("The questions are answered.") if answered else ""
