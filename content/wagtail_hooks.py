"""What pages add to the Wagtail admin."""

from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.compare import (
    TextFieldComparison,
    diff_text,
    register_comparison_class,
)
from wagtail.admin.menu import MenuItem

from content.list_fields import ListField
from content.pictures.views import AddPicture, EditPicture
from content.translating import kinds, views
from locations import languages, locales


@hooks.register("register_admin_urls", order=-1)
def picture_pages():
    """Replace Wagtail's own views at the same URLs."""
    return [
        path("images/add/", AddPicture.as_view(), name="picture_add"),
        path("images/<int:image_id>/", EditPicture.as_view(), name="picture_edit"),
    ]


class ListComparison(TextFieldComparison):
    """Two versions of a list, compared as they are typed."""

    def htmldiff(self):
        before, after = map(self.field.joined, (self.val_a, self.val_b))
        return diff_text(before, after).to_html()


register_comparison_class(ListField, comparison_class=ListComparison)


@hooks.register("before_serve_page")
def send_to_its_own_address(page, request, serve_args, serve_kwargs):
    """Show no page below the prefix of another language than its own.

    Wagtail looks there for a page of the default where the home page is not translated.
    """
    asked = languages.current()
    if asked == languages.default() or locales.language_of(page) == asked:
        return None
    return redirect(page.get_url(request))


class TranslationsMenuItem(MenuItem):
    """Shown to users who may translate something, while there is a language for it."""

    def is_shown(self, request):
        return bool(kinds.others()) and kinds.may_translate_any(request.user)


@hooks.register("register_admin_urls")
def translation_urls():
    addresses = [
        path("", views.index, name="index"),
        path("<str:language>/pages/", views.pages, name="pages"),
        path("<str:language>/<str:kind>/", views.rows, name="rows"),
        path("<str:language>/<str:kind>/<int:pk>/", views.row, name="row"),
    ]
    return [path("translations/", include((addresses, "translations")))]


@hooks.register("register_admin_menu_item")
def translations_menu_item():
    return TranslationsMenuItem(
        _("Translations"),
        reverse("translations:index"),
        name="translations",
        icon_name="globe",
        order=310,
    )
