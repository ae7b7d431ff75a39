"""The refusals of booking: one exception for everything expected to go wrong.

An exception carries a code and values. What a page says about it, and with which HTTP
status, is in `booking/refusal_words.py`.
"""


class Refused(Exception):
    """A booking service refused; nothing was changed."""

    code = "already-changed"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code)
        self.values = values


class AlreadyChanged(Refused):
    """The visit or the schedule is no longer what this step started from."""


class TimeTaken(Refused):
    """Part of this time has been taken by another booking."""

    code = "time-taken"


class TooSoon(Refused):
    """The start lies within the minimum notice."""

    code = "too-soon"


class TimePassed(Refused):
    """The start has passed."""

    code = "time-passed"


class TooFar(Refused):
    """The start lies beyond the booking horizon."""

    code = "too-far"


class OutsideHours(Refused):
    """No therapist works then, or the location is closed."""

    code = "outside-hours"


class Malformed(Refused):
    """The submitted form is not one that our pages send."""

    code = "malformed"


class NotOnGrid(Malformed):
    """The start is not on the clinic's start grid."""

    code = "not-on-grid"


class NotOffered(Refused):
    """The treatment is not given by this therapist, here or in this length."""

    code = "not-offered"


class Unknown(Refused):
    """There is no such therapist, location or treatment."""

    code = "unknown"


class NothingChosen(Refused):
    """The form was submitted without a time."""

    code = "nothing-chosen"


class NotOpenYet(Refused):
    """The clinic is being set up, and clients cannot book online yet."""

    code = "not-open-yet"


class HoldExpired(Refused):
    """The ten minutes of the hold are over."""

    code = "hold-expired"


class TooManyHolds(Refused):
    """A network has reached its limit of holds, or asks too often."""

    code = "too-many-holds"


class AsksForProof(Refused):
    """Possible only for a client who proves an e-mail address with a mailed code."""


class TooManyVisits(AsksForProof):
    """A limit of visits ahead is reached; none applies to a proven address."""

    code = "too-many-visits"


class NeedsProof(AsksForProof):
    """The clinic gives this treatment only to people it knows."""

    code = "needs-proof"


class SamePerson(Refused):
    """The client has another visit at that time."""

    code = "same-person"


class TooSoonToAsk(Refused):
    """A request too close to its visit to see a doctor and be called by us."""

    code = "too-soon-to-ask"


class HeldElsewhere(Refused):
    """Another tab of this browser has taken over its one hold."""

    code = "held-elsewhere"


class NotServed(Refused):
    """The address of a home visit lies outside the area that the clinic serves."""

    code = "not-served"


class NotYet(Refused):
    """A step that belongs to the day of the visit was tried before that day."""

    code = "not-yet"


class CalledOff(Refused):
    """The visit is cancelled or declined; there is nothing to change."""

    code = "called-off"


class ChangeTooLate(Refused):
    """Too shortly before the visit to change it online; the client has to phone."""

    code = "change-too-late"


class LinkEnded(Refused):
    """The personal link of a visit ends thirty days after it."""

    code = "link-ended"
