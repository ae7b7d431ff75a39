"""Words for times and money, the same everywhere. Available in every template."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from wagtail.models import Page

from clinic import phones
from clinic.models import User
from clinic.roles import Role
from clinic.stylesheet import combined

register = template.Library()


@register.filter
def clock(instant):
    """A time of day on a 12-hour clock: 10:30 am, noon, midnight."""
    if (instant.hour, instant.minute) == (12, 0):
        return "noon"
    if (instant.hour, instant.minute) == (0, 0):
        return "midnight"
    half = "am" if instant.hour < 12 else "pm"
    return f"{instant.hour % 12 or 12}:{instant.minute:02d} {half}"


@register.filter
def long_day(day):
    """Thursday, June 12."""
    return f"{day:%A, %B} {day.day}"


@register.filter
def short_day(day):
    """Thu, Jun 12."""
    return f"{day:%a, %b} {day.day}"


@register.filter
def moment(instant, zone):
    """Nov 21, 9:30 am, in a zone; for instants that belong to no visit's clock."""
    local = instant.astimezone(zone)
    return f"{local:%b} {local.day}, {clock(local)}"


@register.filter
def weekday(day):
    """Thu."""
    return f"{day:%a}"


@register.filter
def dollars(cents):
    """$165, or $72.50."""
    whole, rest = divmod(cents, 100)
    return f"${whole:,}.{rest:02d}" if rest else f"${whole:,}"


@register.filter
def zone_name(instant):
    """The zone of a local time as people call it: EST, or UTC+05:30."""
    name = instant.tzname()
    return name if name.isalpha() else f"UTC{instant:%:z}"


@register.simple_tag
def stylesheet_url():
    """The address of the style sheet as it is now."""
    return reverse("stylesheet", args=[combined()[1]])


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


@register.simple_tag
def page_of(row):
    """The address of the live page that presents a row, or an empty string."""
    page = getattr(row, "page", None)
    return page.url if isinstance(page, Page) and page.live else ""


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
