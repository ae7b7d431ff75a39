"""What a name may not be: mails begin with it, and spreadsheets open it."""

import re

from django.core.exceptions import ValidationError

# What mail programs make links of, and people are not called: a scheme, www, an
# address with a path, an ending that no name has. Ana.Ru and St.John are names.
# Every alternative reads a text once, however long it is.
LINK = re.compile(
    r"://|\bwww\.|@|[^\W_]\.\w{2,24}[/?#:]|"
    r"[^\W_]\.(com|net|org|info|biz|xyz|online|site|shop|click|link)\b",
    re.IGNORECASE,
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def no_address(value):
    """Refuse a name that a mail program would turn into a link, or a formula."""
    if LINK.search(value) or value.startswith(FORMULA):
        raise ValidationError("Enter a name, without web or e-mail addresses.")


def no_formula(value):
    """Refuse a text that a spreadsheet would run."""
    if value.startswith(FORMULA):
        raise ValidationError("Begin with a letter or a number.")
