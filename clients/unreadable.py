"""The page shown in place of one whose only stored value cannot be decrypted."""

from django.shortcuts import render

from clients.fields import Unreadable
from web.decorators import personal


class Unreadables:
    """Middleware that answers for a page whose value cannot be decrypted.

    Lists print a line instead and never get here. The page is gone until the value is
    restored from a backup or written anew, hence status 410.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return _page(request) if isinstance(exception, Unreadable) else None


@personal
def _page(request):
    return render(request, "clients/unreadable.html", status=410)
