"""Names that are refused, because mails begin with them and spreadsheets open them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Texts that mail programs turn into links and that no person is called: a scheme, www,
# a domain with a path, an ending that no name has. Ana.Ru and St.John are names.
# Every alternative runs in linear time.
LINK = re.compile(
    r"://|\bwww\.|@|[^\W_]\.\w{2,24}[/?#:]|"
    r"[^\W_]\.(com|net|org|info|biz|xyz|online|site|shop|click|link)\b",
    re.IGNORECASE,
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def no_address(value):
    """Refuse a name that is a formula, or that mail programs turn into a link."""
    if LINK.search(value) or value.startswith(FORMULA):
        raise ValidationError(_("Enter a name, without web or e-mail addresses."))


def no_formula(value):
    """Refuse a text that a spreadsheet would run."""
    if value.startswith(FORMULA):
        raise ValidationError(_("Begin with a letter or a number."))
