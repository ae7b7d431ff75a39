"""Template filters for exercises."""

from django import template

from care import dose, word_lists

register = template.Library()


@register.filter
def seconds(count: int) -> str:
    """30 s, 5 min, or 1 min 30 s."""
    return dose.in_words(count)


@register.filter
def drawing(tool: str) -> str:
    """The template of the drawing of a tool, or an empty string."""
    for language in word_lists.languages():
        for name, words in word_lists.read(language)["drawings"].items():
            if any(word in tool for word in words):
                return f"illustrations/spot-{name}.svg"
    return ""
