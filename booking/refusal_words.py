"""The words and HTTP status of each refusal, as pages show it.

The words always end in something the reader can do next.
"""

from dataclasses import dataclass

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
        "This has changed in the meantime",
        "The visit or the timetable is not as your page showed it. Nothing was "
        "done. Please look at it again.",
    ),
    "time-taken": Words(
        409,
        "Somebody was faster",
        "This time was taken while you were looking at it. Nothing is lost: what "
        "you typed is still here.",
    ),
    "too-soon": Words(
        409,
        "This time is too soon",
        "We need a little time to prepare. For something sooner, please call: we "
        "may be able to fit you in.",
    ),
    "time-passed": Words(
        410,
        "This time has passed",
        "The page was open for a while, and the time is over now.",
    ),
    "too-far": Words(
        409,
        "This is too far ahead",
        "Our calendar does not open that early. Please choose a nearer day.",
    ),
    "outside-hours": Words(
        409,
        "Nobody works at that time",
        "Our hours may just have changed. The times below are real.",
    ),
    "malformed": Words(
        400,
        "This is not one of our times",
        "The address or form was changed on its way to us. Nothing was booked.",
    ),
    "not-on-grid": Words(
        400,
        "This is not one of our times",
        "The address or form was changed on its way to us. Nothing was booked.",
    ),
    "not-offered": Words(
        400,
        "That does not go together",
        "This therapist, place or length is not offered for this treatment, or only "
        "to people who have been here before.",
    ),
    "unknown": Words(
        404,
        "We do not know that name",
        "There is no such therapist, place or treatment here. Nothing was booked.",
    ),
    "nothing-chosen": Words(
        422,
        "Choose a time to go on",
        "You pressed Continue before you chose a time.",
    ),
    "not-open-yet": Words(
        503,
        "Online booking opens soon",
        "We are still getting everything ready. Please look in again in a few days.",
    ),
    "hold-expired": Words(
        410,
        "The ten minutes are over",
        "We do not keep this time any more. What you typed is still here: choose a "
        "time and go on.",
    ),
    "too-many-holds": Words(
        429,
        "That is a lot at once",
        "Your network asks for more than we can keep. Wait a few minutes, or call us.",
    ),
    "too-many-visits": Words(
        429,
        "Please prove your e-mail address first",
        "Several visits are booked from here already. So that nobody can take all "
        "the times, we ask you to prove your e-mail address before you book "
        "another.",
    ),
    "needs-proof": Words(
        403,
        "Please show us that you have been here",
        "This treatment is for people who have been here before. Prove your e-mail "
        "address with a code, and go on.",
    ),
    "same-person": Words(
        409,
        "Is this for somebody else?",
        "There is another visit at this time under the same name.",
    ),
    "too-soon-to-ask": Words(
        409,
        "This time is too soon",
        "A doctor should see you before you are treated, and we would like to speak "
        "with you before the visit. Choose a later day, or ask us to call you.",
    ),
    "held-elsewhere": Words(
        409,
        "This page shows another time",
        "You chose another time in another tab. We keep one time for you at once.",
    ),
    "not-served": Words(
        422,
        "We do not come to this postal code",
        "Home visits are possible in this area:",
    ),
    "not-yet": Words(
        409,
        "It is too early for that",
        "The visit has not begun.",
    ),
    "called-off": Words(
        409,
        "This visit is off already",
        "It cannot be changed any more. You are welcome to book another.",
    ),
    "change-too-late": Words(
        409,
        "Please call to change this visit",
        "It is too soon before the visit to change it here. By phone we can often "
        "still find another time.",
    ),
    "link-ended": Words(
        410,
        "This link has ended",
        "Links to a visit work until 30 days after it. About an older visit, call us.",
    ),
}
