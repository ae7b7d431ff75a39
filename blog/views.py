"""What readers send: comments, topics, sign-ups, and that an article was read."""

from django.http import HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from blog import services
from blog.forms import CommentForm, SignUpForm, TopicForm
from blog.models import ArticlePage, EventPage, TopicPage
from clinic import guarded


@csrf_exempt
@require_POST
def comment(request, slug):
    """Take a comment; tell its writer where to get help if it sounds urgent."""
    article = get_object_or_404(ArticlePage.objects.live(), slug=slug)
    if not article.is_open or guarded.refused(request, "comment"):
        return HttpResponseForbidden()
    form = CommentForm(request.POST)
    if not form.is_valid():
        return guarded.again(request, article, form)
    if form.is_from_a_machine:
        return redirect(f"{article.url}?thanks=1#comments")
    words = {name: form.cleaned_data[name] for name in ("name", "email", "text")}
    written = services.leave_comment(article=article, now=timezone.now(), **words)
    answer = "help" if written.may_be_urgent else "thanks"
    return redirect(f"{article.url}?{answer}=1#comments")


@csrf_exempt
@require_POST
def topic(request):
    """Take a suggestion."""
    page = get_object_or_404(TopicPage.objects.live())
    if guarded.refused(request, "topic"):
        return HttpResponseForbidden()
    form = TopicForm(request.POST)
    if not form.is_valid():
        return guarded.again(request, page, form)
    if not form.is_from_a_machine:
        words = {name: form.cleaned_data[name] for name in ("topic", "why", "email")}
        services.suggest_topic(now=timezone.now(), **words)
    return redirect(f"{page.url}?thanks=1")


@csrf_exempt
@require_POST
def sign_up(request, slug):
    """Keep a place at an event."""
    event = get_object_or_404(EventPage.objects.live(), slug=slug)
    if guarded.refused(request, "sign-up"):
        return HttpResponseForbidden()
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return guarded.again(request, event, form)
    if form.is_from_a_machine:
        return redirect(f"{event.url}?thanks=1#sign-up")
    names = ("name", "email", "seats", "access_needs")
    given = {name: form.cleaned_data[name] for name in names}
    try:
        services.sign_up(event=event, now=timezone.now(), **given)
    except services.EventIsFull as refusal:
        form.add_error("seats", _places_left(refusal.left))
        return guarded.again(request, event, form)
    except services.EventIsOver:
        return redirect(event.url)
    return redirect(f"{event.url}?thanks=1#sign-up")


@csrf_exempt
@require_POST
def reading(request, slug):
    """Count a reading; the page sends it after a while, without its reader."""
    article = get_object_or_404(ArticlePage.objects.live(), slug=slug)
    if not guarded.refused(request, f"read:{article.pk}", 3):
        services.count_reading(article=article, day=timezone.now().date())
    return HttpResponse(status=204)


def _places_left(left):
    if not left:
        return "It is full. Call us, and we tell you when a place comes free."
    return f"Only {left} place{'s' if left > 1 else ''} left."
