"""What intake asks and tells the apps above, which add themselves."""

_flagged = []
_answers_given = []
_contact_given = []
_contact_of = []
_concerns_of = []
_mailboxes_of = []


def on_flagged(listener):
    """Have `listener(submission, now)` called when answers ask for a call."""
    _flagged.append(listener)


def flagged(submission, now):
    """Tell everyone, in the transaction that saved the answers."""
    for listener in _flagged:
        listener(submission=submission, now=now)


def on_answers(listener):
    """Have `listener(submission, now)` called after each page; true when it asks for
    something to be spoken about before a visit, which was not known before."""
    _answers_given.append(listener)


def answers_given(submission, now):
    """Tell everyone what was just saved; whether any of it is to be spoken about."""
    heard = [listener(submission=submission, now=now) for listener in _answers_given]
    return any(heard)


def concerns_from(provider):
    """Ask `provider(submission, now)` what is to be spoken about before a visit."""
    _concerns_of.append(provider)


def concerns_of(submission, now):
    """What is to be spoken about before a visit, in words for its client."""
    found = (provider(submission=submission, now=now) for provider in _concerns_of)
    return [words for each in found for words in each]


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


def mailboxes_from(provider):
    """Ask `provider(submission)` which mailboxes a form's link may be mailed to."""
    _mailboxes_of.append(provider)


def mailboxes_of(submission):
    """The mailboxes that a form's link may be mailed to, each once."""
    found = (each for provider in _mailboxes_of for each in provider(submission))
    return list(dict.fromkeys(found))
