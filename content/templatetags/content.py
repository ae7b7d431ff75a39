"""Template tags for every template: wording, URLs, forms, the head."""

import json
from datetime import datetime
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.forms.widgets import ChoiceWidget
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from phonenumber_field.phonenumber import PhoneNumber
from wagtail.models import Page

from accounts import sessions
from content import branding, sections, stylesheet
from content.branding import Branding
from locations import emergency, formatting, site_context
from locations.countries import Line
from locations.site_context import Link
from web import emails, phones

register = template.Library()

SHOWN_OF_A_TITLE = 60  # characters, in search results
NOT_IN_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


for words in (
    formatting.clock,
    formatting.long_day,
    formatting.short_day,
    formatting.moment,
    formatting.weekday,
    formatting.money,
    formatting.full_date,
    formatting.day_of_month,
    formatting.month,
    formatting.zone_name,
    formatting.share_of_price,
    formatting.near_day,
):
    register.filter(words)


@register.simple_tag
def stylesheet_url(brand: Branding | None = None) -> str:
    """The address of the style sheet in the colour of a brand.

    Pages of errors name none: theirs is what this process last read, without asking.
    """
    return stylesheet.address((brand or branding.remembered()).tones)


@register.simple_tag
def session_script() -> SafeString:
    """The script that covers a staff page at the end of its session."""
    return sessions.script()


@register.filter
def clinic_moment(instant: datetime) -> str:
    """An instant in words, in the clinic's time zone."""
    return formatting.moment(instant, site_context.current().zone)


@register.simple_tag
def phone_link(number: PhoneNumber | None) -> str:
    """A link to dial a phone number."""
    if not number:
        return ""
    words = phones.in_words(number)
    return format_html('<a href="{}">{}</a>', number.as_rfc3966, words)


@register.filter
def phone(number: PhoneNumber | str | None) -> str:
    """A stored number in words."""
    return phones.in_words(number)


@register.filter
def masked_phone(number: PhoneNumber | str | None) -> str:
    """A phone number that only its owner recognises."""
    return phones.masked(number)


@register.filter
def masked_email(address: str) -> str:
    """An e-mail address that only its owner recognises."""
    return emails.masked(address)


@register.simple_tag
def emergency_number() -> SafeString:
    """The number of an ambulance as a link, or words for it where we know none."""
    line = site_context.current().clinic.emergency
    return emergency.link(line) if line else SafeString(emergency.UNKNOWN)


@register.inclusion_tag("components/emergency_button.html")
def emergency_button() -> dict[str, Line]:
    """A button that calls an ambulance."""
    return {"line": site_context.current().clinic.emergency}


@register.simple_tag
def crisis_line() -> SafeString:
    """“Call or text 116 123”, with the number as a link; empty where we know none."""
    line = site_context.current().clinic.crisis
    return emergency.call(line) if line else SafeString()


@register.simple_tag
def page_of(row: object) -> str:
    """The URL of the live page about a row, or an empty string."""
    page = getattr(row, "page", None)
    return page.url if page and page.live else ""


@register.simple_tag(takes_context=True)
def section(context: Context, name: str, **named: Any) -> SafeString:
    """Show a section, filled by its app: see `content/sections.py`."""
    return mark_safe(sections.render(name, context, **named))  # a template's output


@register.simple_tag
def menu_page(model_name: str) -> Link | None:
    """The page of a model in the menu or the footer, or None."""
    return site_context.current().sections.get(model_name)


@register.simple_tag
def red_flags_page() -> Page | None:
    """The live page with the full list of red flags, or None."""
    return site_context.current().red_flags_page


@register.filter
def json_ld(graph: object) -> SafeString:
    """Structured data as a script element that browsers do not run."""
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(_in_script(graph)),  # escaped below
    )


def _in_script(graph: object) -> str:
    """JSON that cannot end the script element around it."""
    text = json.dumps(graph, ensure_ascii=False, cls=DjangoJSONEncoder)
    return text.translate(NOT_IN_SCRIPT)


@register.filter
def head_title(title: str, clinic: object) -> str:
    """The title, followed by the clinic's name if search results have room for it.

    Without a title, the name alone.
    """
    if not title:
        return str(clinic)
    whole = f"{title} – {clinic}"
    return whole if len(whole) <= SHOWN_OF_A_TITLE else title


@register.simple_tag
def option_groups(field: BoundField) -> list[tuple[str, list[BoundWidget]]]:
    """The options of a choice field by group: (group name or "", options)."""
    widget = field.field.widget
    assert isinstance(widget, ChoiceWidget)
    options = iter(field.subwidgets)
    groups: list[tuple[str, list[BoundWidget]]] = []
    for name, label in widget.choices:
        if isinstance(label, (list, tuple)):
            groups.append((name, [next(options) for _ in label]))
        elif groups and groups[-1][0] == "":
            groups[-1][1].append(next(options))
        else:
            groups.append(("", [next(options)]))
    return groups
