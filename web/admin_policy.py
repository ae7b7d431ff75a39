"""The content security policy of the admin."""

ADMIN = "/admin/"

# Wagtail's editor runs inline scripts and styles; nothing else on the site may.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


class AdminPolicy:
    """Middleware that sets the content security policy of pages under /admin/."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(ADMIN):
            response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY)
            response.headers.setdefault("Cache-Control", "no-store")
        return response
