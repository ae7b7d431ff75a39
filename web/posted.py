"""What a form gets to see of a request, and where it may lead."""

from django.utils.http import url_has_allowed_host_and_scheme

PATH_LENGTH = 500


def posted(request):
    """What was posted, also when it is empty; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def local_path(text, otherwise="/"):
    """A path of this site to go on at; `otherwise` for anything else."""
    is_ours = text.startswith("/") and url_has_allowed_host_and_scheme(text, None)
    return text[:PATH_LENGTH] if is_ours else otherwise
