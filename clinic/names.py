"""What a name may not be: mails begin with it, and spreadsheets open it."""

import re

from django.core.exceptions import ValidationError

# With a dot and a known ending, mail programs make links of words: evil.com.
LINK = re.compile(r"://|www\.|@|\w{2,}\.(com|net|org|info|biz|io|ru|cn|xyz|top|us)\b")
FORMULA = ("=", "+", "-", "@", "\t")


def no_address(value):
    """Refuse a name that a mail program would turn into a link, or a formula."""
    if LINK.search(value.lower()) or value.startswith(FORMULA):
        raise ValidationError("Enter a name, without web or e-mail addresses.")


def no_formula(value):
    """Refuse a text that a spreadsheet would run."""
    if value.startswith(FORMULA):
        raise ValidationError("Begin with a letter or a number.")
