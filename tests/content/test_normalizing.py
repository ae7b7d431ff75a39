"""What a picture file becomes before it is stored."""

import io

import pytest
from PIL import ExifTags, Image, ImageOps

from content.pictures.normalizing import LONGEST_SIDE, Unusable, normalized
from tests.content import images
from tests.content.images import as_bytes, drawn

MARKED = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]


def stored(content):
    """The picture that a file becomes."""
    return Image.open(io.BytesIO(normalized(io.BytesIO(content)).content))


def refusal(content):
    with pytest.raises(Unusable) as refused:
        normalized(io.BytesIO(content))
    return refused.value.code


def half_clear(mode):
    """A picture whose left half is transparent."""
    image = drawn("RGBA", colour=(200, 0, 0, 255))
    image.paste((0, 0, 0, 0), (0, 0, 4, 8))
    return image.convert(mode)


@pytest.mark.parametrize(
    ("content", "format_name", "mode"),
    [
        (as_bytes(drawn("RGB")), "PNG", "RGB"),
        (as_bytes(drawn("RGB"), "JPEG"), "JPEG", "RGB"),
        (as_bytes(drawn("L"), "JPEG"), "JPEG", "L"),
        (as_bytes(drawn("CMYK"), "JPEG"), "JPEG", "RGB"),
        (as_bytes(drawn("I;16")), "PNG", "L"),
        (as_bytes(drawn("1")), "PNG", "L"),
        (as_bytes(drawn("P")), "PNG", "RGB"),
        (as_bytes(drawn("P"), transparency=0), "PNG", "RGBA"),
        (as_bytes(drawn("L"), transparency=0), "PNG", "RGBA"),
        (as_bytes(half_clear("LA")), "PNG", "RGBA"),
        (as_bytes(half_clear("RGBA")), "PNG", "RGBA"),
        (as_bytes(half_clear("RGBA"), "WEBP"), "PNG", "RGBA"),
        (as_bytes(half_clear("RGBA"), "AVIF"), "PNG", "RGBA"),
        (as_bytes(drawn("RGBA", colour=(9, 9, 9, 255))), "PNG", "RGB"),
        (as_bytes(drawn("RGB"), "GIF"), "PNG", "RGB"),
        (as_bytes(drawn("RGB"), "WEBP"), "JPEG", "RGB"),
        (as_bytes(drawn("RGB"), "AVIF"), "JPEG", "RGB"),
        (as_bytes(drawn("RGB"), "HEIF"), "JPEG", "RGB"),
    ],
)
def test_every_picture_format_is_converted_to_a_web_format(content, format_name, mode):
    image = stored(content)

    assert (image.format, image.mode) == (format_name, mode)


def test_a_16_bit_grey_picture_keeps_its_shades():
    scale = drawn("I;16", (3, 1))
    for x, value in enumerate([0, 32_768, 65_535]):
        scale.putpixel((x, 0), value)

    image = stored(as_bytes(scale))

    assert [image.getpixel((x, 0)) for x in range(3)] == [0, 128, 255]


def test_a_palette_picture_keeps_its_transparent_pixels():
    palette = drawn("P", (2, 1))
    palette.putpalette([255, 0, 0, 0, 0, 255])
    palette.putpixel((1, 0), 1)

    image = stored(as_bytes(palette, transparency=0))

    assert image.getpixel((0, 0))[3] == 0
    assert image.getpixel((1, 0)) == (0, 0, 255, 255)


def test_cmyk_colours_are_converted_to_rgb():
    cyan = drawn("CMYK", (16, 16), (255, 0, 0, 0))

    red, green, blue = stored(as_bytes(cyan, "JPEG", quality=95)).getpixel((8, 8))

    assert (red < 10, green > 245, blue > 245) == (True, True, True)


def test_a_broken_colour_profile_is_dropped():
    image = stored(as_bytes(drawn(colour="red"), icc_profile=b"no profile"))

    assert (image.getpixel((0, 0)), "icc_profile" in image.info) == ((255, 0, 0), False)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_rotated_by_its_exif_orientation(orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    sideways = images.noise(30, 20)
    content = as_bytes(sideways, exif=exif.tobytes())

    image = stored(content)

    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
    assert (image.size, image.tobytes()) == (upright.size, upright.tobytes())
    assert dict(image.getexif()) == {}


def test_a_picture_with_damaged_exif_data_is_accepted():
    image = stored(as_bytes(drawn(), exif=b"Exif\x00\x00no such thing"))

    assert (image.size, dict(image.getexif())) == ((8, 8), {})


@pytest.mark.parametrize("format_name", MARKED)
def test_location_and_device_are_removed(format_name):
    content = images.marked(format_name)
    assert images.secrets_in(content) != []

    assert images.secrets_in(normalized(io.BytesIO(content)).content) == []


def test_further_pictures_in_the_same_file_are_removed():
    second = images.marked("JPEG")
    several = as_bytes(
        drawn(),
        "MPO",
        save_all=True,
        append_images=[Image.open(io.BytesIO(second))],
    )

    picture = normalized(io.BytesIO(several + second))

    assert (picture.was_animated, images.secrets_in(picture.content)) == (False, [])


@pytest.mark.parametrize("format_name", [*MARKED, "GIF"])
def test_a_truncated_file_is_refused(format_name):
    content = as_bytes(images.noise(), format_name)

    assert refusal(images.cut(content)) in {"damaged", "unreadable"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture at all",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        as_bytes(drawn(), "TIFF"),
        as_bytes(drawn(), "BMP"),
    ],
)
def test_a_file_that_is_not_a_picture_is_refused(content):
    assert refusal(content) == "unreadable"


def test_a_picture_with_too_many_pixels_is_refused_before_decoding(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 10_000

    assert refusal(images.only_a_header(50_000, 50_000)) == "too_many_pixels"
    assert refusal(images.only_a_header(100, 101)) == "too_many_pixels"
    assert refusal(images.only_a_header(100, 100)) == "damaged"


def test_a_large_picture_is_scaled_down_to_what_pages_need():
    assert stored(as_bytes(drawn(size=(4800, 2000)), "JPEG")).size == (
        LONGEST_SIDE,
        1000,
    )


@pytest.mark.parametrize("format_name", ["GIF", "PNG", "WEBP", "AVIF"])
def test_the_first_frame_of_an_animation_is_kept(format_name):
    picture = normalized(io.BytesIO(images.moving(format_name)))

    kept = Image.open(io.BytesIO(picture.content)).convert("RGB")
    red, green, blue = kept.getpixel((4, 4))
    assert (picture.was_animated, red > 200, blue < 60) == (True, True, True)


def test_the_file_is_renamed_after_its_format():
    picture = normalized(io.BytesIO(as_bytes(drawn(), "HEIF")))

    assert picture.renamed("IMG.0042.HEIC") == "IMG.0042.jpg"
