"""Views of the site as a whole: robots.txt, and the page for a failed CSRF check."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from locations import languages

# Public addresses that are for one person, or lead only there.
PERSONAL = ("book", "visit", "health-form", "search")


@require_GET
def robots(request):
    """Let crawlers read what is published, but not personal pages."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        *(
            f"Disallow: /{languages.prefix(language)}{room}/"
            for language in languages.offered()
            for room in PERSONAL
        ),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def csrf_failure(request, reason=""):
    """Explain that a form came without the CSRF token of its session."""
    return render(request, "403_csrf.html", status=403)
