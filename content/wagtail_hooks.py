"""What pages add to the Wagtail admin."""

from django.urls import path
from wagtail import hooks

from content.pictures.views import AddPicture, EditPicture


@hooks.register("register_admin_urls", order=-1)
def picture_pages():
    """Replace Wagtail's own views at the same URLs."""
    return [
        path("images/add/", AddPicture.as_view(), name="picture_add"),
        path("images/<int:image_id>/", EditPicture.as_view(), name="picture_edit"),
    ]
