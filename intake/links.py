"""The personal link of an intake form.

A link in a mail is signed for its mailbox, and opens nothing once the form's visits
have another one.
"""

from intake import signals
from intake.models import Submission
from web.tokens import row_id_from, row_id_in, token_for

HEALTH_FORM = "health-form"


def token(submission, mailbox=None) -> str:
    """The link's token; with `mailbox`, the token for a mail to it."""
    return token_for(submission.pk, _purpose(mailbox))


def find(sent) -> Submission | None:
    """The form that a token opens; None when the token was altered, or was sent to a
    mailbox that the form's visits no longer have."""
    row_id = row_id_in(sent)
    forms = Submission.objects.select_related(
        "client", "version__form", "reader__therapist"
    )
    submission = forms.filter(pk=row_id).first() if row_id else None
    if submission is None:
        return None
    opening = [None, *signals.mailboxes_of(submission)]
    if any(row_id_from(sent, _purpose(each)) for each in opening):
        return submission
    return None


def renewed(sent, submission) -> str:
    """The token to continue with after an answer has changed the address."""
    if row_id_from(sent, HEALTH_FORM):
        return sent
    return token(submission, next(iter(signals.mailboxes_of(submission)), None))


def _purpose(mailbox):
    return HEALTH_FORM if mailbox is None else f"{HEALTH_FORM}:{mailbox}"
