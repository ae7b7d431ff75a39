"""Forms that accept a picture, or say at its field why it is refused."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import FileField
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from content.pictures import sizes
from content.pictures.normalizing import Unusable, normalized

MILLION_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000

FIRST_PICTURE_ONLY = gettext_noop(
    "The file was an animation. Pages show still pictures, so only its first picture "
    "was kept."
)


class PictureUpload(WagtailImageField):
    """A file field that accepts any picture and returns the normalized one."""

    default_error_messages = {
        "unreadable": _(
            "This is not a picture that the site can read. "
            "Use JPEG, PNG, WebP, HEIC, AVIF or GIF."
        ),
        "damaged": _(
            "This file is damaged or was cut off on its way. "
            "Export or copy the picture again, and choose the new file."
        ),
        "too_many_pixels": format_lazy(
            _(
                "This picture has more than {most} million pixels. Make it smaller; "
                "pages need 2,400 pixels on its longer side."
            ),
            most=MILLION_PIXELS,
        ),
        "unscalable": _(
            "Pages need this picture in several sizes, and not every size could be "
            "made. Export it again as JPEG or PNG, and choose the new file."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = format_lazy(
            _(
                "JPEG, PNG, WebP, HEIC, AVIF or GIF, up to {size} and {most} million "
                "pixels. The place and the device it was taken with are removed from "
                "the file. Of an animation, only the first picture is kept."
            ),
            size=self.max_upload_size_text,
            most=MILLION_PIXELS,
        )

    def to_python(self, data):
        """The upload with its content replaced by the normalized picture."""
        upload = FileField.to_python(self, data)
        if upload is None or getattr(upload, "is_normalized", False):
            return upload
        self.check_image_file_size(upload)
        try:
            picture = normalized(upload)
        except Unusable as refusal:
            raise self.refusal(refusal.code) from refusal
        _replace(upload, picture)
        return upload

    def refusal(self, code):
        """The words for a code of Unusable."""
        return ValidationError(self.error_messages[code], code=code)


def _replace(upload, picture):
    """Replace the upload's content with the normalized picture.

    In place, because Wagtail keeps the upload itself, not the form's result, when
    another field of a form for many pictures has an error.
    """
    upload.seek(0)
    upload.truncate()
    upload.write(picture.content)
    upload.flush()
    upload.seek(0)
    upload.name = picture.renamed(upload.name)
    upload.size = len(picture.content)
    upload.is_normalized = True
    upload.was_animated = picture.was_animated


class PictureForm(BaseImageForm):
    """The form that adds or changes a picture in the admin."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain = self.fields.get("file")
        if plain:
            self.fields["file"] = PictureUpload(
                label=plain.label, required=plain.required, widget=plain.widget
            )
        elif self.instance.was_animated:
            # The form that follows each of many uploads
            self.fields["title"].help_text = gettext(FIRST_PICTURE_ONLY)

    def _post_clean(self):
        super()._post_clean()
        if self.errors or "file" not in self.changed_data:
            return
        self.instance.was_animated = self.cleaned_data["file"].was_animated
        try:
            self.instance.new_sizes = sizes.rendered(self.instance)
        except Unusable as refusal:
            self.add_error("file", self.fields["file"].refusal(refusal.code))

    @transaction.atomic
    def save(self, commit=True):
        """Save the picture; the sizes of a replaced file are deleted first."""
        return super().save(commit=commit)


class AvatarForm(AvatarPreferencesForm):
    """The small picture of a member of staff in the admin."""

    avatar = PictureUpload(label=_("Upload a profile picture"), required=False)
