"""Template filters for exercises."""

from django import template

from care import dose

register = template.Library()

# Words in an exercise's equipment that have a drawing; the first match counts.
DRAWN = ("chair", "couch", "towel", "strap", "ball", "pillow", "cushion", "stopwatch")
ALIKE = {"couch": "chair", "strap": "towel", "cushion": "pillows", "pillow": "pillows"}


@register.filter
def seconds(count: int) -> str:
    """30 s, 5 min, or 1 min 30 s."""
    return dose.in_words(count)


@register.filter
def drawing(tool: str) -> str:
    """The template of the drawing of a tool, or an empty string."""
    for word in DRAWN:
        if word in tool:
            return f"illustrations/spot-{ALIKE.get(word, word)}.svg"
    return ""
