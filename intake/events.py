"""What other apps want to know of intake; each adds itself from `wiring.py`."""

_listeners = []


def on_flagged(listener):
    """Have `listener(submission, now)` called when answers ask for a call."""
    _listeners.append(listener)


def flagged(submission, now):
    """Tell everyone, in the transaction that saved the answers."""
    for listener in _listeners:
        listener(submission=submission, now=now)
