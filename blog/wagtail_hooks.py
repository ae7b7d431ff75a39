"""What publishing adds to the Wagtail admin."""

from django.contrib import messages as flash
from django.contrib.contenttypes.models import ContentType
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from blog import guests, review_workflow, staff_views
from blog.models import ArticleIndexPage, ConditionIndexPage
from blog.panels import EditorPanel
from blog.viewsets import EventSignUpViewSet, TopicSuggestionViewSet
from locations.presented import Presents


class CommentsMenuItem(MenuItem):
    """Shown to users who moderate comments."""

    def is_shown(self, request):
        return request.user.has_perm("blog.change_comment")


@hooks.register("register_admin_urls")
def comment_urls():
    return [
        path("comments/", staff_views.comments, name="blog_comments"),
        path(
            "comments/<int:comment_id>/publish/",
            staff_views.publish,
            name="blog_comment_publish",
        ),
        path(
            "comments/<int:comment_id>/reject/",
            staff_views.reject,
            name="blog_comment_reject",
        ),
    ]


@hooks.register("register_admin_menu_item")
def comments_menu_item():
    return CommentsMenuItem(
        _("Comments"), reverse("blog_comments"), icon_name="comment", order=200
    )


@hooks.register("register_admin_viewset")
def suggestions():
    return TopicSuggestionViewSet("suggestion", url_prefix="suggestions")


@hooks.register("register_admin_viewset")
def sign_ups():
    return EventSignUpViewSet("signup", url_prefix="sign-ups")


@hooks.register("after_create_page")
def follow_the_review(request, page):
    """Put a new clinic's health content under the workflow from its first page."""
    if isinstance(page, (ArticleIndexPage, ConditionIndexPage)):
        review_workflow.ensure()


@hooks.register("before_bulk_action")
def publish_one_by_one(request, action_type, objects, action):
    """Refuse bulk publishing, which would not check that each page is complete."""
    if action_type != "publish":
        return None
    flash.error(
        request, gettext("Open each page to publish it, so that its rules are kept.")
    )
    return redirect("wagtailadmin_home")


@hooks.register("before_bulk_action")
def tell_guests_before_deleting_many(request, action_type, objects, action):
    if action_type != "delete":
        return None
    pages = [each for each in objects if isinstance(each, Page)]
    return _guests_first(request, pages)


@hooks.register("before_delete_page")
def tell_guests_before_deleting(request, page):
    return _guests_first(request, [page])


def _guests_first(request, pages):
    """Refuse to delete events with guests, who would never hear of it."""
    if not any(guests.await_something_under(page, timezone.now()) for page in pages):
        return None
    flash.error(
        request,
        gettext(
            "People are signed up. Cancel it first, so that its guests hear of it."
        ),
    )
    return redirect("wagtailadmin_home")


@hooks.register("before_copy_page")
def copy_no_row(request, page):
    """Refuse to copy the page of a condition, exercise or person; each has one."""
    pages = page.get_descendants(inclusive=True)
    types = ContentType.objects.filter(pk__in=pages.values("content_type"))
    if not any(issubclass(each.model_class(), Presents) for each in types):
        return None
    flash.error(
        request,
        gettext("This presents something that has one page. Create another page."),
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("construct_homepage_panels")
def editor_panel(request, panels):
    if request.user.has_perm("blog.change_comment"):
        panels.append(EditorPanel())
