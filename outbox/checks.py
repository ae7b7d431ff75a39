"""Last questions before a message leaves; each app adds its own from `wiring.py`.

A check is a function of what the message is about (a UUID): does it still hold?
"""

_checks = {}


def add(name, check):
    """Make a check known under the name that messages carry."""
    _checks[name] = check


def still_holds(message):
    """Whether this message should still be sent."""
    return not message.check_name or _checks[message.check_name](message.about)
