"""Render a message as a mail: wording, layout, text and HTML."""

import re
from dataclasses import replace

from django.conf import settings
from django.template.loader import render_to_string, select_template
from django.utils import translation
from django.utils.translation import gettext

from outbox import kinds
from outbox.models import Wording

WITH_STOP = re.compile(kinds.PLACEHOLDER.pattern + r"(\.?)")

# The language of a wording that no file has in the language that is asked for.
ENGLISH = "en"


def render(kind):
    """The whole mail, as it would be sent now, in the language of its recipient."""
    language = kind.language
    with translation.override(language):
        mail = kind.mail or _worded(kind, language)
        subject = _on_one_line(mail.subject)
        return replace(mail, subject=subject, attachment=kind.attachment)


def example(wording):
    """A mail in some words, with the examples of its kind for everything else."""
    kind = kinds.named(wording.kind)
    with translation.override(wording.language):
        actions = [(label, settings.SITE_URL) for label in kind.example_actions]
        values = examples(kind.placeholders, wording.language)
        return _mail(wording, values, kind.example_facts, actions)


def examples(placeholders, language):
    """An example of each placeholder in a language, by name."""
    with translation.override(language):
        return {name: str(each.example) for name, each in placeholders.items()}


def own(name, language):
    """The clinic's own wording of a kind in a language, or None."""
    return Wording.objects.filter(kind=name, language=language).first()


def default(name, language):
    """The wording of a kind that is in the file, as an unsaved row."""
    files = [f"emails/{each}/{name}.txt" for each in (language, ENGLISH)]
    source = select_template(files).template.source
    subject, _, rest = source.partition("\n")
    return Wording(
        kind=name, language=language, subject=subject, paragraphs=rest.strip()
    )


def _worded(kind, language):
    wording = own(kind.name, language) or default(kind.name, language)
    return _mail(wording, kind.values, kind.facts, kind.actions)


def _mail(wording, values, facts, actions):
    values = {**kinds.signature(), **values}
    subject = _on_one_line(_filled(wording.subject, values))
    context = {
        "subject": subject,
        "values": values,
        "greeting": _greeting(values.get("first_name")),
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


def _greeting(name):
    return gettext("Hello {name},").format(name=name) if name else gettext("Hello,")


def _paragraphs(text):
    return [part.strip() for part in re.split(r"\n\s*\n", text.strip())]


def _has_something_to_say(paragraph, values):
    """Whether no placeholder of a paragraph is empty, as that of a past deadline is."""
    return all(values.get(name) != "" for name in kinds.PLACEHOLDER.findall(paragraph))


def _filled(text, values):
    """Fill in named placeholders; unknown ones stay as written.

    A value that ends in a full stop, such as 4:15 p. m., needs no other one.
    """

    def filled(match):
        name, stop = match.groups()
        value = str(values.get(name, f"{{{name}}}"))
        return value if value.endswith(".") else value + stop

    return WITH_STOP.sub(filled, text)


def _on_one_line(subject):
    """The subject without line breaks, which would end the header (RFC 5322, 2.2)."""
    return " ".join(subject.split())
