"""From a row to a mail: wording, layout, text and HTML."""

import re
from dataclasses import dataclass

from django.template.loader import get_template, render_to_string

from outbox.kinds import PLACEHOLDER, RAW
from outbox.models import Wording


@dataclass(frozen=True)
class Mail:
    """What the reader sees."""

    subject: str
    text: str
    html: str


def subjects(messages):
    """The subject lines alone, for the rows and the lists of staff; one query."""
    own = {row.kind: row for row in Wording.objects.all()}
    return [
        message.values["subject"]
        if message.kind == RAW
        else _filled(_wording(message.kind, own)[0], message.values)
        for message in messages
    ]


def render(message):
    """The whole mail, as it leaves or left."""
    if message.kind == RAW:
        text, html = message.values.get("text", ""), message.values.get("html", "")
        return Mail(message.subject, text, html)
    own = {row.kind: row for row in Wording.objects.filter(kind=message.kind)}
    _, paragraphs = _wording(message.kind, own)
    context = {
        "message": message,
        "paragraphs": [_filled(paragraph, message.values) for paragraph in paragraphs],
    }
    return Mail(
        message.subject,
        render_to_string("emails/layout.txt", context),
        render_to_string("emails/layout.html", context),
    )


def _wording(kind, own):
    """Subject and paragraphs: the clinic's own, or those of the file."""
    if kind in own:
        return own[kind].subject, _paragraphs(own[kind].paragraphs)
    source = get_template(f"emails/{kind}.txt").template.source
    subject, _, rest = source.partition("\n")
    return subject, _paragraphs(rest)


def _paragraphs(text):
    return [part.strip() for part in re.split(r"\n\s*\n", text.strip())]


def _filled(text, values):
    """Named placeholders only; what is not known stays as it is written."""
    return PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)
