"""Moderate comments in the admin."""

from django import forms
from django.contrib import messages as flash
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import permission_required

from blog import services
from blog.models import Comment

LATEST = 30


class ReplyForm(forms.Form):
    """The clinic's answer to a comment."""

    text = forms.CharField(
        label="Reply", max_length=1500, widget=forms.Textarea(attrs={"rows": 3})
    )


@require_GET
@permission_required("blog.change_comment")
def comments(request):
    """Comments that wait, those that may be urgent first; then what was decided."""
    rows = Comment.objects.select_related("article").filter(reply_to=None)
    context = {
        "held": rows.held(),
        "decided": rows.exclude(status=Comment.Status.HELD)[:LATEST],
        "form": ReplyForm(),
    }
    return render(request, "blog/staff/comments.html", context)


@require_POST
@permission_required("blog.change_comment")
def moderate(request, comment_id, decision):
    """Publish or reject one comment."""
    comment = get_object_or_404(Comment, pk=comment_id)
    services.moderate(comment=comment, status=decision, user=request.user)
    flash.success(request, f"The comment of {comment.name} is {decision}.")
    return redirect("blog_comments")


@require_POST
@permission_required("blog.change_comment")
def reply(request, comment_id):
    """Publish a comment with the clinic's reply under it."""
    comment = get_object_or_404(Comment, pk=comment_id, reply_to=None)
    form = ReplyForm(request.POST)
    if form.is_valid():
        services.reply(
            comment=comment,
            text=form.cleaned_data["text"],
            user=request.user,
            now=timezone.now(),
        )
        flash.success(request, "Published, with your reply.")
    else:
        flash.error(request, "Write a reply of at most 1,500 characters.")
    return redirect("blog_comments")
