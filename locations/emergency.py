"""Whom to call in an emergency and in a crisis, in words and as links to dial.

Rules, forms and mails name no number: they say {emergency} and {crisis}.
"""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from locations import site_context
from locations.countries import Line

UNKNOWN = _("your local emergency number")
UNKNOWN_CRISIS = _("Call a crisis line")


def with_numbers(text: str) -> str:
    """A text of the rules with the numbers that hold at this clinic.

    {emergency} becomes 911, {crisis} becomes “Call or text 988”.
    """
    for name, words in in_words().items():
        text = text.replace(f"{{{name}}}", words)
    return text


def in_words() -> Mapping[str, str]:
    """What stands for the two names in rules, forms and mails."""
    clinic = site_context.current().clinic
    crisis = clinic.crisis
    words = _call(crisis).format(number=crisis.number) if crisis else UNKNOWN_CRISIS
    return {
        "emergency": clinic.emergency.number or str(UNKNOWN),
        "crisis": str(words),
    }


def call(line: Line) -> SafeString:
    """“Call or text 988”, the number a link."""
    return format_html(_call(line), number=link(line))


def link(line: Line) -> SafeString:
    """A number as a link that dials it."""
    return format_html('<a href="{}">{}</a>', line.dials, line.number)


def _call(line: Line) -> str:
    if line.texts:
        return gettext("Call or text {number}")
    return gettext("Call {number}")
