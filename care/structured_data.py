"""Exercises as structured data."""

from content.structured_data import without_empty


def exercise(page):
    """How to do an exercise, what is needed, and how long it takes."""
    row = page.exercise
    return [
        without_empty(
            {
                "@type": "HowTo",
                "name": row.name,
                "description": row.summary,
                "totalTime": f"PT{row.minutes}M",
                "supply": [
                    {"@type": "HowToSupply", "name": tool} for tool in row.equipment
                ],
                "step": [
                    {"@type": "HowToStep", "position": position, "text": step.text}
                    for position, step in enumerate(row.steps.all(), 1)
                ],
            }
        )
    ]
