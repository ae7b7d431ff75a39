"""What the vocabulary plugs into the site; read once, when Django is ready."""

from care import sections

sections.register()
