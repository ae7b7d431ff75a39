"""Pages about one person: never cached, never indexed, never named to other sites."""

from functools import wraps


def personal(view):
    """Mark the responses of a view as personal.

    `same-origin` and not `no-referrer`: the latter makes browsers post with
    `Origin: null`, which the CSRF check refuses.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return wrapped
