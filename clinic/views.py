"""Small pages of the whole site: health checks, media, robots, refusals."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.static import serve

# What visitors may load from the media folder. No HTML and no SVG: those could
# carry scripts.
PICTURES = (".avif", ".webp", ".jpg", ".jpeg", ".png", ".gif")


@require_GET
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
def readyz(request):
    """The database answers and has every migration."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    if missing:
        return HttpResponse(
            "migrations missing\n", status=503, content_type="text/plain"
        )
    return HttpResponse("ready\n", content_type="text/plain")


@require_GET
def media(request, path):
    """Pictures that editors uploaded, when no web server before us serves them."""
    if not path.lower().endswith(PICTURES):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


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
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def csrf_failure(request, reason=""):
    """A form came without the key of the session it belongs to."""
    return render(request, "403_csrf.html", status=403)
