"""The site in the language of the tests, beside the languages that ship."""

import os

from clinic import settings as shipped
from tests.pseudo import CODE

globals().update({name: vars(shipped)[name] for name in dir(shipped) if name.isupper()})

LANGUAGES = [(CODE, "Pseudo"), *shipped.LANGUAGES]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LANGUAGE_CODE = CODE
LOCALE_PATHS = [*shipped.LOCALE_PATHS, os.environ["PSEUDO_WORDS"]]
