"""The demo clinic's logo, in two colours, and its icon; its colour is the default."""

from content.models import Brand
from demo.loader import pictures

PICTURES = {"logo": "logo", "dark_logo": "logo-dark", "icon": "icon"}
IN_WORDS = "Five lines that meet in one point, like a fan."


def load():
    brand = Brand.load()
    for field, name in PICTURES.items():
        setattr(brand, field, pictures.load("brand", name, IN_WORDS))
    brand.logo_has_name = False
    brand.save()
