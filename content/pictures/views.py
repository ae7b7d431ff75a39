"""Wagtail's two views of one picture, with a warning when an animation is lost."""

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
    return f"{message} {FIRST_PICTURE_ONLY}" if picture.was_animated else message
