"""What every template may need: wording, addresses, forms, the head."""

import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.models import Page

from accounts import sessions
from accounts.models import User
from accounts.roles import Role
from content import structured_data
from content.stylesheet import combined
from locations import formatting, site_context
from web import emails, phones, public_forms

register = template.Library()

TOP = 2  # the depth of the home page
SHOWN_OF_A_TITLE = 60  # characters, in search results
NOT_IN_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


for words in (
    formatting.clock,
    formatting.long_day,
    formatting.short_day,
    formatting.moment,
    formatting.weekday,
    formatting.dollars,
    formatting.zone_name,
    formatting.share_of_price,
):
    register.filter(words)


@register.simple_tag
def stylesheet_url():
    """The address of the style sheet as it is now."""
    return reverse("stylesheet", args=[combined()[1]])


@register.simple_tag
def session_script():
    """The script that covers a page of the team at the end of its session."""
    return sessions.script()


@register.simple_tag
def phone_link(number):
    """A telephone number that a phone can dial."""
    if not number:
        return ""
    words = phones.in_words(number)
    return format_html('<a href="{}">{}</a>', number.as_rfc3966, words)


@register.filter
def phone(number):
    """A stored number in words."""
    return phones.in_words(number)


@register.filter
def masked_phone(number):
    """A number of which its owner knows enough."""
    return phones.masked(number)


@register.filter
def masked_email(address):
    """An address of which its owner knows enough."""
    return emails.masked(address)


@register.simple_tag
def page_of(row):
    """The address of the live page that presents a row, or an empty string."""
    page = getattr(row, "page", None)
    return page.url if isinstance(page, Page) and page.live else ""


@register.simple_tag
def section(model_name):
    """The page of the menu or the footer that is of a model, or None."""
    return site_context.current().sections.get(model_name)


@register.simple_tag
def red_flags_page():
    """The live page with the full list of red flags, or None."""
    page = site_context.current().clinic.red_flags_page
    return page if page and page.live else None


@register.simple_tag
def trail(page):
    """The pages from the top to this one; nothing on the home page itself.

    Asked for twice on a page, in its head and above its text, and read once.
    """
    if page.depth <= TOP:
        return []
    if not hasattr(page, "pages_above"):
        above = page.get_ancestors().filter(depth__gte=TOP).live()
        page.pages_above = list(above.only("title", "url_path", "depth", "path"))
    return [*page.pages_above, page]


@register.simple_tag
def json_ld(page, trail):
    """Structured data of a page as a script element that browsers do not run."""
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(_in_script(structured_data.of(page, trail))),  # escaped below
    )


def _in_script(graph):
    """JSON that cannot end the script element around it."""
    text = json.dumps(graph, ensure_ascii=False, cls=DjangoJSONEncoder)
    return text.translate(NOT_IN_SCRIPT)


@register.filter
def head_title(title, clinic):
    """The title with the clinic's name behind it, as far as search results show it."""
    whole = f"{title} – {clinic}"
    return whole if len(whole) <= SHOWN_OF_A_TITLE else title


@register.simple_tag
def form_of(page, name, filled_in=None):
    """The public form of a page, empty or as it was filled in."""
    return public_forms.for_page(name, page, filled_in)


@register.filter
def lines(text):
    """The lines of a text that say something."""
    return [line for line in text.splitlines() if line.strip()]


@register.simple_tag
def option_groups(field):
    """The options of a choice field by group: (group name or "", options)."""
    options = iter(field.subwidgets)
    groups = []
    for name, label in field.field.choices:
        if isinstance(label, (list, tuple)):
            groups.append((name, [next(options) for _ in label]))
        elif groups and groups[-1][0] == "":
            groups[-1][1].append(next(options))
        else:
            groups.append(("", [next(options)]))
    return groups


@register.simple_tag
def demo_sign_ins():
    """(e-mail, role) of one member of staff for each role, for the demo alone."""
    if not settings.DEMO:
        return []
    found = {}
    users = User.objects.filter(groups__isnull=False, is_active=True).order_by("pk")
    for email, role in users.values_list("email", "groups__name"):
        found.setdefault(role, email)
    return [(found[role], role) for role in Role.values if role in found]
