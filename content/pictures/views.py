"""Wagtail's two views of one picture, with a warning when an animation is lost."""

from django.utils.translation import gettext
from wagtail.images.views.images import CreateView, EditView

from content.pictures.forms import FIRST_PICTURE_ONLY


class AddPicture(CreateView):
    """Add a picture."""

    def get_success_message(self, instance):
        return _with_loss(super().get_success_message(instance), instance)


class EditPicture(EditView):
    """Change a picture, or replace its file."""

    def get_success_message(self):
        return _with_loss(super().get_success_message(), self.object)


def _with_loss(message, picture):
    if not picture.was_animated:
        return message
    return f"{message} {gettext(FIRST_PICTURE_ONLY)}"
