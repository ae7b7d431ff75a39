"""Render a message as a mail: wording, layout, text and HTML."""

import re

from django.conf import settings
from django.template.loader import get_template, render_to_string

from outbox import kinds
from outbox.models import Wording


def render(kind):
    """The whole mail, as it would be sent now."""
    if kind.mail:
        subject, text, html = kind.mail.subject, kind.mail.text, kind.mail.html
        return kinds.Mail(_on_one_line(subject), text, html)
    own = Wording.objects.filter(kind=kind.name).first()
    return _mail(own or default(kind.name), kind.values, kind.facts, kind.actions)


def example(wording):
    """A mail in some words, with the examples of its kind for everything else."""
    kind = kinds.named(wording.kind)
    values = {name: each.example for name, each in kind.placeholders.items()}
    actions = [(label, settings.SITE_URL) for label in kind.example_actions]
    return _mail(wording, values, kind.example_facts, actions)


def default(name):
    """The wording of a kind that is in the file, as an unsaved row."""
    source = get_template(f"emails/{name}.txt").template.source
    subject, _, rest = source.partition("\n")
    return Wording(kind=name, subject=subject, paragraphs=rest.strip())


def _mail(wording, values, facts, actions):
    values = {**kinds.signature(), **values}
    subject = _on_one_line(_filled(wording.subject, values))
    context = {
        "subject": subject,
        "values": values,
        "paragraphs": [
            _filled(paragraph, values)
            for paragraph in _paragraphs(wording.paragraphs)
            if _has_something_to_say(paragraph, values)
        ],
        "facts": facts,
        "actions": actions,
    }
    return kinds.Mail(
        subject,
        render_to_string("emails/layout.txt", context),
        render_to_string("emails/layout.html", context),
    )


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
