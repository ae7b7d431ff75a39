"""What a form gets to see of a request."""


def posted(request):
    """What was posted, also when it is empty; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None
