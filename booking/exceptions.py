"""Everything that can be expected to go wrong with a booking, by name.

An exception carries a code and values. What a page says about it, and with which HTTP
status, is in `booking/refusal_words.py`.
"""


class Refused(Exception):
    """A booking verb said no; nothing was changed."""

    code = "already-changed"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code)
        self.values = values


class AlreadyChanged(Refused):
    """The visit or the schedule is no longer what this step started from."""


class TimeTaken(Refused):
    """Somebody else has taken part of this time."""

    code = "time-taken"


class TooSoon(Refused):
    """The start lies within the minimum notice."""

    code = "too-soon"


class TimePassed(Refused):
    """The start is over."""

    code = "time-passed"


class TooFar(Refused):
    """The start lies beyond the horizon."""

    code = "too-far"


class OutsideHours(Refused):
    """Nobody works then, or the place is closed."""

    code = "outside-hours"


class Malformed(Refused):
    """The form is not one that our pages send."""

    code = "malformed"


class NotOnGrid(Malformed):
    """The start is not one that the clinic offers."""

    code = "not-on-grid"


class NotOffered(Refused):
    """This therapist, place or length does not go with this treatment."""

    code = "not-offered"


class Unknown(Refused):
    """There is no such therapist, location or treatment."""

    code = "unknown"


class NothingChosen(Refused):
    """The form came without a time."""

    code = "nothing-chosen"


class HoldExpired(Refused):
    """The time was kept for ten minutes, and they are over."""

    code = "hold-expired"


class TooManyHolds(Refused):
    """One network address keeps as many times as it may, or asks too often."""

    code = "too-many-holds"


class AsksForProof(Refused):
    """Possible for somebody who proves an e-mail address by a mailed code."""


class TooManyVisits(AsksForProof):
    """A limit of visits ahead is reached; who proves an address is not counted."""

    code = "too-many-visits"


class NeedsProof(AsksForProof):
    """The clinic gives this treatment only to people it knows."""

    code = "needs-proof"


class SamePerson(Refused):
    """This person is expected elsewhere at that time."""

    code = "same-person"


class TooSoonToAsk(Refused):
    """A request that leaves no time for a doctor and for our call."""

    code = "too-soon-to-ask"


class HeldElsewhere(Refused):
    """Another tab of this browser has taken over the one time that we keep."""

    code = "held-elsewhere"


class NotServed(Refused):
    """The address of a home visit lies outside the area that the clinic serves."""

    code = "not-served"


class NotYet(Refused):
    """A step of the day of the visit, before that day."""

    code = "not-yet"


class CalledOff(Refused):
    """The visit is cancelled or declined; there is nothing to change."""

    code = "called-off"


class ChangeTooLate(Refused):
    """So shortly before the visit a change is made by phone."""

    code = "change-too-late"


class LinkEnded(Refused):
    """The personal link of a visit ends thirty days after it."""

    code = "link-ended"
