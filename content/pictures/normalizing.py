"""Normalize picture files before they are stored.

Pages need a picture that every browser shows and every size can be made from: upright,
eight bits a channel, sRGB. It is written anew from its pixels alone, so that nothing
else in the file survives: no position, camera, comment, or preview of cropped parts.
"""

import io
import os
import struct
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError
from PIL.Image import Transpose
from pillow_heif import register_heif_opener

register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
# An MPO is a JPEG with further pictures after it, as some phones write.
PHOTOGRAPHS = {"JPEG", "MPO", "WEBP", "AVIF", "HEIF"}
ANIMATIONS = {"GIF", "PNG", "WEBP", "AVIF"}

LONGEST_SIDE = 2400  # pixels: twice the widest picture on a page
JPEG_QUALITY = 90  # sizes are made from this one, so it keeps more than they do

TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN_EXIF = (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error)

# How to rotate a picture upright, by the value of the Exif tag Orientation
# (CIPA DC-008, section 4.6.5).
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


class Unusable(Exception):
    """A file that cannot become a picture on a page.

    `code` says why: unreadable, damaged, too_many_pixels or unscalable.
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Normalized:
    """A picture as it is stored: a JPEG, or a PNG where a JPEG would lose something."""

    content: bytes
    extension: str
    was_animated: bool

    def renamed(self, name):
        """The file's name with the extension of its new format."""
        return os.path.splitext(name)[0] + self.extension


def normalized(file) -> Normalized:
    """Decode a picture fully and write it anew; raises Unusable.

    The format is detected from the content, not from the name. Only the first frame of
    an animation is kept.
    """
    image, was_animated = _decoded(file)
    pixels = _without_spare_alpha(_in_srgb(_shrunk(_in_eight_bits(_upright(image)))))
    if image.format in PHOTOGRAPHS and pixels.mode != "RGBA":
        content = _written(pixels, "JPEG", quality=JPEG_QUALITY, optimize=True)
        return Normalized(content, ".jpg", was_animated)
    return Normalized(_written(pixels, "PNG"), ".png", was_animated)


def size_of(file):
    """(width, height) from the header of a file, or (None, None)."""
    file.seek(0)
    with suppress(*TOO_LARGE, OSError):
        return Image.open(file, formats=FORMATS).size
    return None, None


def _decoded(file):
    """(first frame of a file, whether it is an animation)."""
    file.seek(0)
    try:
        image = Image.open(file, formats=FORMATS)
        if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise Unusable("too_many_pixels")
        moves = image.format in ANIMATIONS and image.is_animated
        image.load()
    except Unusable:
        raise
    except TOO_LARGE as error:
        raise Unusable("too_many_pixels") from error
    except UnidentifiedImageError as error:
        raise Unusable("unreadable") from error
    except Exception as error:  # a damaged file makes decoders raise anything
        raise Unusable("damaged") from error
    return image, moves


def _upright(image):
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation)
    except BROKEN_EXIF:
        return image
    turn = TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _in_eight_bits(image):
    """The image as grey, RGB, RGBA or CMYK: no palette, transparency as a channel."""
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _shrunk(image):
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return image


def _in_srgb(image):
    """The same colours in sRGB, without a profile, which the sizes would carry."""
    profile = image.info.get("icc_profile")
    if profile:
        # Ignore a broken profile, or one for another kind of picture.
        with suppress(ImageCms.PyCMSError, OSError):
            return ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGBA" if image.mode == "RGBA" else "RGB",
            )
    return image.convert("RGB") if image.mode == "CMYK" else image


def _without_spare_alpha(image):
    """The image without an alpha channel that is opaque, as in most screenshots."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] == 255:
        return image.convert("RGB")
    return image


def _written(image, format_name, **options):
    """The pixels as a file, through a new image that holds nothing else."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = io.BytesIO()
    bare.save(out, format_name, **options)
    return out.getvalue()
