"""A slug that no row has yet."""

from itertools import count

from django.db import models
from django.utils.text import slugify


def free_slug(model: type[models.Model], name: str) -> str:
    """The slug of a name: camden, or camden-2 where that is taken."""
    first = slugify(name) or str(model._meta.model_name)
    candidates = (first if n == 1 else f"{first}-{n}" for n in count(1))
    rows = model._default_manager
    return next(each for each in candidates if not rows.filter(slug=each).exists())
