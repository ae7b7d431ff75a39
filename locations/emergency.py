"""Whom to call in an emergency and in a crisis, in words and as links to dial.

Rules, forms and mails name no number: they say {emergency} and {crisis}.
"""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString

from locations import site_context
from locations.countries import Line

UNKNOWN = "your local emergency number"
UNKNOWN_CRISIS = "Call a crisis line"


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
    return {
        "emergency": clinic.emergency.number or UNKNOWN,
        "crisis": f"{_verb(crisis)} {crisis.number}" if crisis else UNKNOWN_CRISIS,
    }


def call(line: Line) -> SafeString:
    """“Call or text 988”, the number a link."""
    return format_html("{} {}", _verb(line), link(line))


def link(line: Line) -> SafeString:
    """A number as a link that dials it."""
    return format_html('<a href="{}">{}</a>', line.dials, line.number)


def _verb(line: Line) -> str:
    return "Call or text" if line.texts else "Call"
