"""Moderate comments in the admin."""

from django import forms
from django.contrib import messages as flash
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import permission_required

from blog import services
from blog.models import Comment

LATEST = 30


class ReplyForm(forms.Form):
    """The clinic's answer to a comment."""

    text = forms.CharField(
        label=_("Reply"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_GET
@permission_required("blog.change_comment")
def comments(request):
    """List comments that wait, possibly urgent ones first; then decided ones."""
    rows = Comment.objects.select_related("article").filter(reply_to=None)
    context = {
        "held": rows.held(),
        "decided": rows.exclude(status=Comment.Status.HELD)[:LATEST],
    }
    return render(request, "blog/staff/comments.html", context)


@require_POST
@permission_required("blog.change_comment")
def publish(request, comment_id):
    """Publish a comment, with the clinic's reply under it if there is one."""
    comment = get_object_or_404(Comment, pk=comment_id, reply_to=None)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        flash.error(request, gettext("Write a reply of at most 1,500 characters."))
    elif text := form.cleaned_data["text"]:
        now = timezone.now()
        services.reply(comment=comment, text=text, user=request.user, now=now)
        flash.success(request, gettext("Published, with your reply."))
    else:
        status = Comment.Status.PUBLISHED
        services.moderate(comment=comment, status=status, user=request.user)
        words = gettext("The comment of {name} is published.")
        flash.success(request, words.format(name=comment.name))
    return redirect("blog_comments")


@require_POST
@permission_required("blog.change_comment")
def reject(request, comment_id):
    """Reject a comment, or take it down."""
    comment = get_object_or_404(Comment, pk=comment_id)
    status = Comment.Status.REJECTED
    services.moderate(comment=comment, status=status, user=request.user)
    words = gettext("The comment of {name} is rejected.")
    flash.success(request, words.format(name=comment.name))
    return redirect("blog_comments")
