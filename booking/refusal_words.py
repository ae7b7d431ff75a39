"""The words and HTTP status of each refusal, as pages show it.

The words always end in something the reader can do next.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from booking.exceptions import Refused


@dataclass(frozen=True)
class Words:
    """A refusal as a page tells it."""

    status: int
    heading: str
    words: str


def words_for(refusal: Refused) -> Words:
    """The words for an exception, by its code."""
    return WORDS[refusal.code]


WORDS = {
    "already-changed": Words(
        409,
        _("This has changed in the meantime"),
        _(
            "The visit or the timetable is not as your page showed it. Nothing was "
            "done. Please look at it again."
        ),
    ),
    "time-taken": Words(
        409,
        _("Somebody was faster"),
        _(
            "This time was taken while you were looking at it. Nothing is lost: what "
            "you typed is still here."
        ),
    ),
    "too-soon": Words(
        409,
        _("This time is too soon"),
        _(
            "We need a little time to prepare. For something sooner, please call: we "
            "may be able to fit you in."
        ),
    ),
    "time-passed": Words(
        410,
        _("This time has passed"),
        _("The page was open for a while, and the time is over now."),
    ),
    "too-far": Words(
        409,
        _("This is too far ahead"),
        _("Our calendar does not open that early. Please choose a nearer day."),
    ),
    "outside-hours": Words(
        409,
        _("Nobody works at that time"),
        _("Our hours may just have changed. The times below are real."),
    ),
    "malformed": Words(
        400,
        _("This is not one of our times"),
        _("The address or form was changed on its way to us. Nothing was booked."),
    ),
    "not-on-grid": Words(
        400,
        _("This is not one of our times"),
        _("The address or form was changed on its way to us. Nothing was booked."),
    ),
    "not-offered": Words(
        400,
        _("That does not go together"),
        _(
            "This therapist, place or length is not offered for this treatment, or "
            "only to people who have been here before."
        ),
    ),
    "unknown": Words(
        404,
        _("We do not know that name"),
        _("There is no such therapist, place or treatment here. Nothing was booked."),
    ),
    "nothing-chosen": Words(
        422,
        _("Choose a time to go on"),
        _("You pressed Continue before you chose a time."),
    ),
    "not-open-yet": Words(
        503,
        _("Online booking opens soon"),
        _("We are still getting everything ready. Please look in again in a few days."),
    ),
    "hold-expired": Words(
        410,
        _("The ten minutes are over"),
        _(
            "We do not keep this time any more. What you typed is still here: choose a "
            "time and go on."
        ),
    ),
    "too-many-holds": Words(
        429,
        _("That is a lot at once"),
        _(
            "Your network asks for more than we can keep. Wait a few minutes, or call "
            "us."
        ),
    ),
    "too-many-visits": Words(
        429,
        _("Please prove your e-mail address first"),
        _(
            "Several visits are booked from here already. So that nobody can take all "
            "the times, we ask you to prove your e-mail address before you book "
            "another."
        ),
    ),
    "needs-proof": Words(
        403,
        _("Please show us that you have been here"),
        _(
            "This treatment is for people who have been here before. Prove your e-mail "
            "address with a code, and go on."
        ),
    ),
    "same-person": Words(
        409,
        _("Is this for somebody else?"),
        _("There is another visit at this time under the same name."),
    ),
    "too-soon-to-ask": Words(
        409,
        _("This time is too soon"),
        _(
            "A doctor should see you before you are treated, and we would like to "
            "speak with you before the visit. Choose a later day, or ask us to call "
            "you."
        ),
    ),
    "held-elsewhere": Words(
        409,
        _("This page shows another time"),
        _("You chose another time in another tab. We keep one time for you at once."),
    ),
    "not-served": Words(
        422,
        _("We do not come to this postal code"),
        _("Home visits are possible in this area:"),
    ),
    "not-yet": Words(
        409,
        _("It is too early for that"),
        _("The visit has not begun."),
    ),
    "called-off": Words(
        409,
        _("This visit is off already"),
        _("It cannot be changed any more. You are welcome to book another."),
    ),
    "change-too-late": Words(
        409,
        _("Please call to change this visit"),
        _(
            "It is too soon before the visit to change it here. By phone we can often "
            "still find another time."
        ),
    ),
    "link-ended": Words(
        410,
        _("This link has ended"),
        _(
            "Links to a visit work until 30 days after it. About an older visit, call "
            "us."
        ),
    ),
}
