"""Our own picture model: files are normalized, and a bad one cannot break a page."""

import logging

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from content.pictures.normalizing import normalized, size_of

log = logging.getLogger(__name__)

NOT_FOUND = "not-found"


class PictureFile(WagtailImageFieldFile):
    """A stored picture; whatever is saved to it is normalized first."""

    def get_image_dimensions(self):
        """(width, height); (None, None) for a file that is no picture."""
        was_closed = self.closed
        self.open()
        try:
            return size_of(self)
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)

    def save(self, name, content, save=True):
        """Store a picture, normalized unless the form did so; raises Unusable."""
        if not getattr(content, "is_normalized", False):
            picture = normalized(content)
            name = picture.renamed(name)
            content = ContentFile(picture.content, name=name)  # read for its width
        super().save(name, content, save=save)

    save.alters_data = True


class PictureField(WagtailImageField):
    """A picture's file, its width and its height."""

    attr_class = PictureFile


class Picture(AbstractImage):
    """A picture in the library; its description is the default alt text."""

    file = PictureField(
        upload_to=get_upload_to, width_field="width", height_field="height"
    )

    admin_form_fields = Image.admin_form_fields

    # Of a new upload: whether it was an animation, and its sizes, which are stored
    # after the picture itself.
    was_animated = False
    new_sizes = ()

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        if self.new_sizes:
            transaction.on_commit(self._store_new_sizes, robust=True)

    def _store_new_sizes(self):
        sizes, self.new_sizes = self.new_sizes, ()
        for size in sizes:
            size.image = self
        Rendition.objects.bulk_create(sizes, ignore_conflicts=True)

    def generate_rendition_file(self, filter, *, source=None):
        """One size as a file; raises SourceImageIOError for any failure."""
        try:
            return super().generate_rendition_file(filter, source=source)
        except Exception as error:
            raise SourceImageIOError(str(error)) from error

    def get_rendition(self, filter):
        """One size, or a placeholder, so that a picture without it breaks no page."""
        try:
            return super().get_rendition(filter)
        except OSError as error:
            return self._lost(error)

    def get_renditions(self, *filters):
        """Several sizes by name; only a placeholder, under "", when there are none."""
        try:
            return super().get_renditions(*filters)
        except OSError as error:
            return {"": self._lost(error)}

    def _lost(self, error):
        log.warning("Picture %s is left out of a page: %s", self.pk, error)
        lost = Rendition(image=self, width=0, height=0)
        lost.file.name = NOT_FOUND
        return lost


class Rendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_filter",
            ),
        ]

    def img_tag(self, extra_attributes=None):
        """The picture, or its alt text when the file is lost.

        An image without an address would show as broken.
        """
        if self.file.name != NOT_FOUND:
            return super().img_tag(extra_attributes)
        return escape((extra_attributes or {}).get("alt", self.alt))
