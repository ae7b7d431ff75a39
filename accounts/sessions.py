"""How long staff stay signed in: 30 minutes without use, 12 hours in all.

Use is a page that a person opens or submits, and a click or key press that our script
reports. What pages fetch by themselves (pings, refreshes, unchanged autosaves) is not
use, or an open editor would never be signed out.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

BEGAN, USED = "signed_in_at", "used_at"  # in the session; seconds since 1970
WRITTEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Left:
    """How long a session still lasts."""

    unused: timedelta
    whole: timedelta

    @property
    def is_over(self):
        return min(self.unused, self.whole) <= timedelta()


def begin(session, now):
    """Start both clocks."""
    session[BEGAN] = session[USED] = now.timestamp()


def left(session, now) -> Left:
    """The time left of a session; none if it never began."""
    since = {
        key: timedelta(seconds=now.timestamp() - session.get(key, 0))
        for key in (BEGAN, USED)
    }
    return Left(
        unused=settings.SIGNED_IN_UNUSED - since[USED],
        whole=settings.SIGNED_IN_WHOLE - since[BEGAN],
    )


def note_use(session, now):
    """Record that the session is used, at most once a minute."""
    if now.timestamp() - session.get(USED, 0) >= WRITTEN_EVERY.total_seconds():
        session[USED] = now.timestamp()


def is_use(request):
    """Whether a person asked for this page, judged by the browser's headers."""
    kind = request.headers.get("Sec-Fetch-Dest")
    if kind is not None:
        return kind == "document"
    return "text/html" in request.headers.get("Accept", "")


def script() -> SafeString:
    """The script that covers a page at the end of its session, and what it says."""
    sign_in = f"{reverse('account_login')}?next={reverse('account_back')}"
    return render_to_string("accounts/session.html", {"sign_in": sign_in})
