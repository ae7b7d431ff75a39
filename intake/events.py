"""What intake asks and tells the apps above; each adds itself from `wiring.py`."""

_flagged = []
_contact_given = []
_contact_of = []


def on_flagged(listener):
    """Have `listener(submission, now)` called when answers ask for a call."""
    _flagged.append(listener)


def flagged(submission, now):
    """Tell everyone, in the transaction that saved the answers."""
    for listener in _flagged:
        listener(submission=submission, now=now)


def on_contact(listener):
    """Have `listener(submission, now, **fields)` called when a page gives contact."""
    _contact_given.append(listener)


def contact_given(submission, now, **fields):
    """Tell everyone what was said about how to reach somebody for this visit."""
    for listener in _contact_given:
        listener(submission=submission, now=now, **fields)


def contact_from(provider):
    """Ask `provider(submission)` for the contact that a form begins with."""
    _contact_of.append(provider)


def contact_of(submission):
    """Who comes and how to reach them, by the first that knows; or the file."""
    found = (provider(submission) for provider in _contact_of)
    return next(filter(None, found), submission.client)
