"""Page sections that other apps fill: free times on a profile, articles at home.

The app that has the facts registers a section: a name, and a function that returns its
context. Any page shows it with `{% section "openings" %}` and the template
`sections/<name>.html`, without knowing which app fills it.
"""

from collections.abc import Callable
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import SafeString

# Returns the context of the section's template.
Section = Callable[..., dict[str, object]]

_sections: dict[str, tuple[Section, str]] = {}


def add(name: str, context_of: Section, template: str = "") -> None:
    """Add a section; `context_of(page, request, **named)` is asked each time it is
    shown, `named` being what the tag says besides."""
    _sections[name] = context_of, template or f"sections/{name}.html"


def render(name: str, outer: Context, **named: Any) -> SafeString:
    """A section as HTML, within the context of the page around it.

    Raises LookupError for a section that no app has added.
    """
    if name not in _sections:
        raise LookupError(f"No app has added a section named {name!r}.")
    context_of, template_name = _sections[name]
    values = context_of(outer.get("page"), outer.get("request"), **named)
    template = Engine.get_default().get_template(template_name)
    with outer.push(**values):
        return template.render(outer)
