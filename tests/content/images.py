"""Pictures for tests, as bytes: whole, marked by a camera, cut off, moving."""

import io
import struct
import zlib

from django.core.files.base import ContentFile
from PIL import ExifTags, Image, PngImagePlugin

from content.models import Picture

# What a phone writes into a file; none of it may be found on the site.
SECRETS = (b"Spycam", b"1 Secret Street", b"serial-4711", b"XMP-owner", b"comment-4712")


def drawn(mode="RGB", size=(8, 8), colour=None):
    """A picture of one colour."""
    return Image.new(mode, size, colour if colour is not None else 0)


def as_bytes(image, format_name="PNG", **options):
    """A picture as a file."""
    out = io.BytesIO()
    image.save(out, format_name, **options)
    return out.getvalue()


def png(width=8, height=8):
    """A small picture as bytes."""
    return as_bytes(drawn(size=(width, height), colour="#8c3a1a"))


def grey_of_16_bits(width=140, height=90):
    """A PNG as scanners make it; no JPEG can be written of its pixels as they are."""
    return as_bytes(drawn("I;16", (width, height), 32_768))


def noise(width=200, height=200):
    """A picture that no format makes small."""
    return Image.effect_noise((width, height), 90).convert("RGB")


def marked(format_name, size=(40, 30), orientation=1):
    """A file that says where, with what and by whom it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Spycam"
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (40.0, 42.0, 46.0),
            ExifTags.GPS.GPSAreaInformation: b"1 Secret Street",
        }
    )
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = b"serial-4711"
    options = {"exif": exif.tobytes(), "xmp": b"<x:xmpmeta>XMP-owner</x:xmpmeta>"}
    if format_name == "JPEG":
        options["comment"] = "comment-4712"
    if format_name == "PNG":
        options = {"exif": exif.tobytes(), "pnginfo": PngImagePlugin.PngInfo()}
        options["pnginfo"].add_text("Comment", "comment-4712")
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", "XMP-owner")
    return as_bytes(drawn(size=size, colour="#8c3a1a"), format_name, **options)


def secrets_in(content):
    """What can be read in a file of the words that `marked` put there."""
    return [secret for secret in SECRETS if secret in content]


def moving(format_name):
    """An animation of two pictures, the first of them red."""
    frames = [drawn(colour="red"), drawn(colour="blue")]
    return as_bytes(frames[0], format_name, save_all=True, append_images=frames[1:])


def cut(content):
    """A file whose second half never arrived."""
    return content[: len(content) // 2]


def bomb(side=40_000):
    """A PNG of a few kilobytes that unpacks to 1,600 megapixels."""
    row = b"\x00" + bytes(side // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return _png(header(side, side), (b"IDAT", data), (b"IEND", b""))


def only_a_header(width, height):
    """A PNG that says how large it is, and then has no more than one pixel."""
    return _png(header(width, height), (b"IDAT", zlib.compress(b"\x00")))


def header(width, height):
    return b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)


def _png(*chunks):
    out = [b"\x89PNG\r\n\x1a\n"]
    for kind, body in chunks:
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        out += [struct.pack(">I", len(body)), kind, body, checksum]
    return b"".join(out)


def picture(title="A picture", content=None, name="picture.png"):
    """A picture in the library."""
    return Picture.objects.create(
        title=title, file=ContentFile(content or png(), name=name)
    )
