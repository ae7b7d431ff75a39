"""Read a posted form, and the page to go to after it."""

from django.utils.http import url_has_allowed_host_and_scheme

PATH_LENGTH = 500


def posted(request):
    """The POST data, even when empty; None for a GET."""
    return request.POST if request.method == "POST" else None


def local_path(text, otherwise="/"):
    """The text if it is a path of this site, else `otherwise`."""
    is_ours = text.startswith("/") and url_has_allowed_host_and_scheme(text, None)
    return text[:PATH_LENGTH] if is_ours else otherwise
