"""What publishing adds to the Wagtail admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from blog import staff_views
from blog.panels import EditorPanel
from blog.viewsets import EventSignUpViewSet, TopicSuggestionViewSet


class CommentsMenuItem(MenuItem):
    """Shown to those who moderate."""

    def is_shown(self, request):
        return request.user.has_perm("blog.change_comment")


@hooks.register("register_admin_urls")
def comment_urls():
    return [
        path("comments/", staff_views.comments, name="blog_comments"),
        path(
            "comments/<int:comment_id>/publish/",
            staff_views.moderate,
            {"decision": "published"},
            name="blog_comment_publish",
        ),
        path(
            "comments/<int:comment_id>/reject/",
            staff_views.moderate,
            {"decision": "rejected"},
            name="blog_comment_reject",
        ),
        path(
            "comments/<int:comment_id>/reply/",
            staff_views.reply,
            name="blog_comment_reply",
        ),
    ]


@hooks.register("register_admin_menu_item")
def comments_menu_item():
    return CommentsMenuItem(
        "Comments", reverse("blog_comments"), icon_name="comment", order=200
    )


@hooks.register("register_admin_viewset")
def suggestions():
    return TopicSuggestionViewSet("suggestion", url_prefix="suggestions")


@hooks.register("register_admin_viewset")
def sign_ups():
    return EventSignUpViewSet("signup", url_prefix="sign-ups")


@hooks.register("construct_homepage_panels")
def editor_panel(request, panels):
    if request.user.has_perm("blog.change_comment"):
        panels.append(EditorPanel())
