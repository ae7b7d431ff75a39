"""Pages of the site as a whole: what crawlers may read, and a form that came alone."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def robots(request):
    """Crawlers may read what is published; personal pages are not theirs."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "Disallow: /book/",
        "Disallow: /visit/",
        "Disallow: /health-form/",
        "Disallow: /search/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def csrf_failure(request, reason=""):
    """A form came without the key of the session it belongs to."""
    return render(request, "403_csrf.html", status=403)
