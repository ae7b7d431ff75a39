"""Register the vocabulary with the site; run once, when Django is ready."""

from care import sections

sections.register()
