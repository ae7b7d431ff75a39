"""Every URL of the site."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps import views as sitemaps
from wagtail.documents import urls as wagtaildocs_urls

from accounts.urls import to_sign_in, to_sign_out
from clinic import views
from content import views as content
from content.sitemap import TranslatedSitemap
from content.stylesheet import stylesheet
from locations.language_paths import in_each_language

SITEMAPS = {"pages": TranslatedSitemap}

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SITEMAPS},
        name="sitemap_section",
    ),
    path("site-<str:version>.css", stylesheet, name="stylesheet"),
    path("icon-<str:version>-<int:size>.png", content.icon, name="icon"),
    path("favicon.ico", content.favicon, name="favicon"),
    path("apple-touch-icon.png", content.touch_icon, name="touch_icon"),
    path("share/<int:page_id>/card.png", content.share_card, name="share"),
    path("media/<path:path>", content.media, name="media"),
    # Wagtail's own forms would accept a password without the second factor.
    path("admin/login/", to_sign_in),
    path("_util/login/", to_sign_in),
    path("admin/logout/", to_sign_out),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("accounts.urls")),
    path("open/", include("onboarding.urls")),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("demo.urls")))
urlpatterns += in_each_language(
    path("contact/send/", content.Contact.as_view(), name="contact"),
    path("book/", include("booking.public.urls")),
    path("been-here/", include("clients.urls")),
    path("visit/", include("booking.public.visit_urls")),
    path("health-form/", include("intake.urls")),
    path("search/", include("care.urls")),
    path("", include("blog.urls")),
    path("", include(wagtail_urls)),
)

handler500 = "clinic.unavailable.server_error"
