"""The booking flow through the test client, as a browser without scripts sees it."""

from booking import links
from booking.engine.ticks import format_start
from tests.factories import at
from tests.screens import fields, texts

TIMES = "/book/first-visit/times/?length=60"
KEEPING = "We are keeping Monday, June 8, 9:00 am with Imani for you"
SAME_ORIGIN = {"HTTP_ORIGIN": "http://testserver"}


def opening(wall="09:00", day=None, place="lantern-square", person="imani"):
    """What the button of a time posts."""
    start = at(wall, day) if day else at(wall)
    return f"{format_start(start)}/{place}/{person}"


def offered(page, value):
    """How a page of times names this one; an empty list where it has no such time."""
    return texts(page, f"input[value='{value}'] + span")


def press(client, value=None, **changes):
    """Press a time."""
    form = {"opening": value or opening(), "treatment": "first-visit", "length": 60}
    return client.post("/book/hold/", {**form, **changes}, **SAME_ORIGIN)


DETAILS = {"name": "Robin Vale", "email": "robin@example.com", "phone": "212-555-0111"}


def typed(page):
    """The details that a form shows."""
    return {name: fields(page)[name] for name in DETAILS}


def to_check(client, ticked="none", **changes):
    """Press a time, send details and safety check; returns the address of the draft."""
    details = press(client, **changes).headers["Location"]
    client.post(details, DETAILS)
    base = details.removesuffix("details")
    client.post(base + "safety", {"ticked": ticked})
    return base


def book(client, base, **form):
    """The last press, with the key that the page carries and what it shows."""
    return client.post(base + "check", {**shown(client, base), **form})


def shown(client, base):
    """What the form of the check page carries."""
    return client.get(base + "check").context["form"].initial


def prove(client, visit):
    """Press the button behind the link of a visit's mail."""
    token = links.in_mail(visit)
    return client.post(f"/visit/mail/{token}/prove/")


def booked(client, **changes):
    """A whole booking; returns the address of the visit's page."""
    return book(client, to_check(client, **changes)).headers["Location"]


def mail_path(visit, step=""):
    return f"/visit/mail/{links.in_mail(visit)}/{step}"


def browser_path(visit, step=""):
    return f"/visit/{links.shown(visit)}/{step}"
