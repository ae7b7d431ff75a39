"""The sitemap: the pages of every language that the clinic offers."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from locations import languages, locales


class TranslatedSitemap(Sitemap):
    """Wagtail's own lists the pages below one home page alone."""

    def items(self) -> PageQuerySet:
        home = self.get_wagtail_site().root_page
        spoken = [locales.of(language) for language in languages.offered()]
        pages = Page.objects.none()
        for each in home.get_translations(inclusive=True).filter(locale__in=spoken):
            pages |= each.get_descendants(inclusive=True)
        return pages.live().public().order_by("path").defer_streamfields().specific()
