"""From a row to a mail: wording, layout, text and HTML."""

import re
from dataclasses import dataclass

from django.template.loader import get_template, render_to_string

from outbox.kinds import RAW
from outbox.models import Wording

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Mail:
    """What the reader sees."""

    subject: str
    text: str
    html: str


def subject_of(message):
    """The subject line alone, for the row and the lists of staff."""
    if message.kind == RAW:
        return message.values["subject"]
    subject, _ = _wording(message.kind)
    return _filled(subject, message.values)


def render(message):
    """The whole mail, as it leaves or left."""
    if message.kind == RAW:
        return Mail(
            message.subject,
            message.values.get("text", ""),
            message.values.get("html", ""),
        )
    _, paragraphs = _wording(message.kind)
    context = {
        "message": message,
        "paragraphs": [_filled(paragraph, message.values) for paragraph in paragraphs],
    }
    return Mail(
        message.subject,
        render_to_string("emails/layout.txt", context),
        render_to_string("emails/layout.html", context),
    )


def _wording(kind):
    """Subject and paragraphs: the clinic's own, or those of the file."""
    own = Wording.objects.filter(kind=kind).first()
    if own:
        return own.subject, _paragraphs(own.paragraphs)
    source = get_template(f"emails/{kind}.txt").template.source
    subject, _, rest = source.partition("\n")
    return subject, _paragraphs(rest)


def _paragraphs(text):
    return [part.strip() for part in re.split(r"\n\s*\n", text.strip())]


def _filled(text, values):
    """Named placeholders only; what is not known stays as it is written."""
    return PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)
