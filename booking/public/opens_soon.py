"""The page shown in place of the booking pages before clients can book."""

from django.shortcuts import render

from booking.exceptions import NotOpenYet
from booking.refusal_words import words_for


class OpensSoon:
    """Middleware that answers for a booking page of a clinic that is being set up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, NotOpenYet):
            return None
        said = words_for(exception)
        context = {"refusal": said}
        return render(request, "booking/opens_soon.html", context, status=said.status)
