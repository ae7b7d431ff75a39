"""Public addresses in several languages: /book/ and /es/book/.

Django's own patterns and middleware take the default from the settings, and a cookie or
header into account; here the default is the clinic's, and the address alone decides, so
that a cached page is right for everyone who asks for it.
"""

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from locations import languages, site_context


class LanguagePrefix(LocalePrefixPattern):
    """The part of an address that names its language, if it is not the default."""

    @property
    def language_prefix(self) -> str:
        return languages.prefix(languages.current())


def in_each_language(*patterns: URLPattern | URLResolver) -> list[URLResolver]:
    """Public addresses, below the prefix of every language."""
    return [URLResolver(LanguagePrefix(), list(patterns))]


class LanguageOfAddress:
    """Middleware that answers in the language that the address names."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not site_context.is_fresh():
            site_context.current()
        request.LANGUAGE_CODE = languages.of_path(request.path_info)
        with translation.override(request.LANGUAGE_CODE):
            return self.get_response(request)
