"""Check whether a POST came from a page of this site."""

from django.conf import settings


def comes_from_us(request):
    """Whether the browser's headers say that a POST came from this site.

    For forms without a CSRF token, on pages that are the same for everyone.
    """
    site = f"{settings.SITE.scheme}://{settings.SITE.netloc}"
    here = {site, f"{request.scheme}://{request.get_host()}"}
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "") == "same-origin"
    return origin in here
