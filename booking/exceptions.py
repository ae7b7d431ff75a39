"""Everything that can be expected to go wrong with a booking, by name.

`status` is the HTTP status of the page that tells it; `heading` and `words` are what
that page says. It always ends in something the reader can do next.
"""


class Refused(Exception):
    """A booking verb said no; nothing was changed."""

    status = 409
    heading = "This has changed in the meantime"
    words = (
        "The visit or the timetable is not as your page showed it. Nothing was done. "
        "Please look at it again."
    )


class AlreadyChanged(Refused):
    """The visit or the schedule is no longer what this step started from."""


class TimeTaken(Refused):
    """Somebody else has taken part of this time."""

    heading = "Somebody was faster"
    words = (
        "This time was taken while you were looking at it. Nothing is lost: what you "
        "typed is still here."
    )


class TooSoon(Refused):
    """The start lies within the minimum notice."""

    heading = "This time is too soon"
    words = (
        "We need a little time to prepare. For something sooner, please call: we may "
        "be able to fit you in."
    )


class TimePassed(Refused):
    """The start is over."""

    status = 410
    heading = "This time has passed"
    words = "The page was open for a while, and the time is over now."


class TooFar(Refused):
    """The start lies beyond the horizon."""

    heading = "This is too far ahead"
    words = "Our calendar does not open that early. Please choose a nearer day."


class OutsideHours(Refused):
    """Nobody works then, or the place is closed."""

    heading = "Nobody works at that time"
    words = "Our hours may just have changed. The times below are real."


class Malformed(Refused):
    """The form is not one that our pages send."""

    status = 400
    heading = "This is not one of our times"
    words = "The address or form was changed on its way to us. Nothing was booked."


class NotOnGrid(Malformed):
    """The start is not one that the clinic offers."""


class NotOffered(Refused):
    """This therapist, place or length does not go with this treatment."""

    status = 400
    heading = "That does not go together"
    words = (
        "This therapist, place or length is not offered for this treatment, or only to "
        "people who have been here before."
    )


class Unknown(Refused):
    """There is no such therapist, location or treatment."""

    status = 404
    heading = "We do not know that name"
    words = "There is no such therapist, place or treatment here. Nothing was booked."


class NothingChosen(Refused):
    """The form came without a time."""

    status = 422
    heading = "Choose a time to go on"
    words = "You pressed Continue before you chose a time."


class HoldExpired(Refused):
    """The time was kept for ten minutes, and they are over."""

    status = 410
    heading = "The ten minutes are over"
    words = (
        "We do not keep this time any more. What you typed is still here: choose a "
        "time and go on."
    )


class TooManyHolds(Refused):
    """One network address keeps as many times as it may, or asks too often."""

    status = 429
    heading = "That is a lot at once"
    words = (
        "Your network asks for more than we can keep. Wait a few minutes, or call us."
    )


class AsksForProof(Refused):
    """Possible for somebody who proves an e-mail address by a mailed code."""


class TooManyVisits(AsksForProof):
    """A limit of visits ahead is reached; who proves an address is not counted."""

    status = 429
    heading = "Please prove your e-mail address first"
    words = (
        "Several visits are booked from here already. So that nobody can take all the "
        "times, we ask you to prove your e-mail address before you book another."
    )


class NeedsProof(AsksForProof):
    """The clinic gives this treatment only to people it knows."""

    status = 403
    heading = "Please show us that you have been here"
    words = (
        "This treatment is for people who have been here before. Prove your e-mail "
        "address with a code, and go on."
    )


class SamePerson(Refused):
    """This person is expected elsewhere at that time."""

    heading = "Is this for somebody else?"
    words = "There is another visit at this time under the same name."

    def __init__(self, visit):
        super().__init__()
        self.visit = visit


class TooSoonToAsk(Refused):
    """A request that leaves no time for a doctor and for our call."""

    heading = "This time is too soon"
    words = (
        "You should see a doctor before hands-on treatment, and we would like to speak "
        "with you before the visit. Choose a later day, or ask us to call you."
    )


class HeldElsewhere(Refused):
    """Another tab of this browser has taken over the one time that we keep."""

    heading = "This page shows another time"
    words = "You chose another time in another tab. We keep one time for you at once."


class NotServed(Refused):
    """The address of a home visit lies outside the area that the clinic serves."""

    status = 422
    heading = "We do not come to this postal code"
    words = "Home visits are possible in this area:"


class NotYet(Refused):
    """A step of the day of the visit, before that day."""

    heading = "It is too early for that"
    words = "The visit has not begun."


class CalledOff(Refused):
    """The visit is cancelled or declined; there is nothing to change."""

    heading = "This visit is off already"
    words = "It cannot be changed any more. You are welcome to book another."


class ChangeTooLate(Refused):
    """So shortly before the visit a change is made by phone."""

    heading = "Please call to change this visit"
    words = "It is less than a day away. By phone we can often still find another time."


class LinkEnded(Refused):
    """The personal link of a visit ends thirty days after it."""

    status = 410
    heading = "This link has ended"
    words = (
        "Links to a visit work until 30 days after it. About an older visit, call us."
    )
