"""Parts of a page that another app fills: free times on a profile, articles at home.

The app that knows the answer adds a section: a name, and a function that gives its
context. Any page shows it by `{% section "openings" %}`, with the template
`sections/<name>.html`, and need not know who answers.
"""

from collections.abc import Callable

from django.template import Context

_sections: dict[str, tuple[Callable[..., dict], str]] = {}


def add(name: str, context_of: Callable[..., dict], template: str = ""):
    """Add a section; `context_of(page, request, **named)` is asked each time it is
    shown, `named` being what the tag says besides."""
    _sections[name] = context_of, template or f"sections/{name}.html"


def render(name: str, outer: Context, **named) -> str:
    """A section as HTML, within the context of the page around it.

    Raises LookupError for a section that no app has added.
    """
    if name not in _sections:
        raise LookupError(f"No app has added a section named {name!r}.")
    context_of, template_name = _sections[name]
    values = context_of(outer.get("page"), outer.get("request"), **named)
    template = outer.template.engine.get_template(template_name)
    with outer.push(**values):
        return template.render(outer)
