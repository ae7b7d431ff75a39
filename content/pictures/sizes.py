"""The sizes that pages show pictures in, made when a picture is uploaded.

The first visitor who needs a size that is not listed has to wait for it; a test
compares this list with the templates.
"""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from wagtail.images.models import Filter, SourceImageIOError

from content.pictures.normalizing import Unusable

# As the templates write them.
ON_PAGES = (
    "fill-96x96",
    "fill-320x240 format-{webp,jpeg}",
    "fill-400x500 format-{webp,jpeg}",
    "fill-480x360 format-{webp,jpeg}",
    "fill-480x600 format-{webp,jpeg}",
    "fill-640x800 format-{webp,jpeg}",
    "fill-960x600 format-{webp,jpeg}",
    "max-1200x1200 format-{webp,jpeg}",
    "width-480 format-{webp,jpeg}",
    "width-{480,900} format-{webp,jpeg}",
    "width-{600,1000} format-{webp,jpeg}",
    "width-{600,1200} format-{webp,jpeg}",
    "width-{640,1200} format-{webp,jpeg}",
)
IN_LISTS = ("max-165x165",)  # Wagtail's library, choosers and reports


def expanded(specs):
    """Specs with alternatives expanded to single sizes, each once, in order."""
    return list(
        dict.fromkeys(size for spec in specs for size in Filter.expand_spec(spec))
    )


ALL = expanded(ON_PAGES + IN_LISTS)


def rendered(picture):
    """Every size of a picture whose file is new, not saved yet; raises Unusable.

    About two seconds of work on two processors for the largest picture.
    """
    picture.file.open()
    content = picture.file.read()
    picture.file.seek(0)

    def make(spec):
        return picture.generate_rendition_instance(Filter(spec), BytesIO(content))

    try:
        with ThreadPoolExecutor(max_workers=3) as threads:
            return list(threads.map(make, ALL))
    except SourceImageIOError as error:
        raise Unusable("unscalable") from error
