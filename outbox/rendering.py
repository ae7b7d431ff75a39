"""Render a message as a mail: wording, layout, text and HTML."""

import re

from django.template.loader import get_template, render_to_string

from outbox import kinds
from outbox.models import Wording


def render(kind):
    """The whole mail, as it would be sent now."""
    if kind.mail:
        subject, text, html = kind.mail.subject, kind.mail.text, kind.mail.html
        return kinds.Mail(_on_one_line(subject), text, html)
    values = {**kinds.signature(), **kind.values}
    subject, paragraphs = _wording(kind.name)
    subject = _on_one_line(_filled(subject, values))
    context = {
        "subject": subject,
        "values": values,
        "paragraphs": [
            _filled(paragraph, values)
            for paragraph in paragraphs
            if _has_something_to_say(paragraph, values)
        ],
        "facts": kind.facts,
        "actions": kind.actions,
    }
    return kinds.Mail(
        subject,
        render_to_string("emails/layout.txt", context),
        render_to_string("emails/layout.html", context),
    )


def _wording(name):
    """Subject and paragraphs of a kind: the clinic's own, or those of the file."""
    own = Wording.objects.filter(kind=name).first()
    if own:
        return own.subject, _paragraphs(own.paragraphs)
    source = get_template(f"emails/{name}.txt").template.source
    subject, _, rest = source.partition("\n")
    return subject, _paragraphs(rest)


def _paragraphs(text):
    return [part.strip() for part in re.split(r"\n\s*\n", text.strip())]


def _has_something_to_say(paragraph, values):
    """Whether no placeholder of a paragraph is empty, as that of a past deadline is."""
    return all(values.get(name) != "" for name in kinds.PLACEHOLDER.findall(paragraph))


def _filled(text, values):
    """Fill in named placeholders; unknown ones stay as written."""
    return kinds.PLACEHOLDER.sub(
        lambda match: str(values.get(match[1], match[0])), text
    )


def _on_one_line(subject):
    """The subject without line breaks, which would end the header (RFC 5322, 2.2)."""
    return " ".join(subject.split())
