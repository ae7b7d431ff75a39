"""Receive comments, topics, sign-ups and counts of readings."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from blog import guests, services
from blog.forms import CommentForm, SignUpForm, TopicForm
from blog.models import ArticlePage, EventPage, EventSignUp, TopicPage
from locations import clock, languages
from locations.locales import for_readers
from web import origin, rate_limit
from web.decorators import personal
from web.public_forms import PublicFormView
from web.tokens import row_id_from

READS_PER_MINUTE = 3  # of one article, from one network


class LeaveComment(PublicFormView):
    """Take a comment; tell its writer where to get help if it sounds urgent."""

    form_class = CommentForm
    anchor = "comments"

    @staticmethod
    def address(page):
        return reverse("blog:comment", args=[page.slug])

    def page(self, slug):
        return get_object_or_404(for_readers(ArticlePage.objects), slug=slug)

    def takes_more(self, page):
        return page.is_open

    def save(self, page, form):
        words = {name: form.cleaned_data[name] for name in ("name", "email", "text")}
        written = services.leave_comment(article=page, now=timezone.now(), **words)
        return "help" if written.may_be_urgent else "thanks"


class SuggestTopic(PublicFormView):
    """Take a suggestion."""

    form_class = TopicForm
    anchor = "topic"

    @staticmethod
    def address(page):
        return reverse("blog:topic")

    def page(self):
        return get_object_or_404(for_readers(TopicPage.objects))

    def save(self, page, form):
        words = {name: form.cleaned_data[name] for name in ("topic", "why", "email")}
        services.suggest_topic(now=timezone.now(), **words)
        return "thanks"


class SignUp(PublicFormView):
    """Sign a guest up for an event."""

    form_class = SignUpForm
    anchor = "sign-up"

    @staticmethod
    def address(page):
        return reverse("blog:sign-up", args=[page.slug])

    def page(self, slug):
        return get_object_or_404(for_readers(EventPage.objects), slug=slug)

    def save(self, page, form):
        names = ("name", "email", "seats", "access_needs")
        given = {name: form.cleaned_data[name] for name in names}
        given["language"] = languages.current()
        try:
            guests.sign_up(event=page, now=timezone.now(), **given)
        except guests.EventIsFull as refusal:
            form.add_error("seats", _places_left(refusal.left))
        except guests.EventIsOver:
            return ""
        return "thanks"


@require_http_methods(["GET", "POST"])
@personal
def place(request, token):
    """Show a guest's place at an event, and free it by the button."""
    guest_id = row_id_from(token, guests.PLACE)
    if guest_id is None:
        raise Http404
    rows = EventSignUp.objects.select_related("event__location")
    guest = rows.filter(uuid=guest_id).first()
    is_over = guest and guest.event.end_on(guest.day) <= timezone.now()
    if request.method == "POST":
        if guest and not is_over:
            guests.give_back(guest=guest)
        return redirect("blog:place", token)
    start = guest and guest.event.start_on(guest.day)
    context = {"guest": guest, "start": start, "is_over": is_over}
    return render(request, "blog/place.html", context)


@csrf_exempt
@require_POST
def reading(request, slug):
    """Count a reading; the page reports it after a while, without naming its reader."""
    article = get_object_or_404(for_readers(ArticlePage.objects), slug=slug)
    again = rate_limit.asks_too_often(request, f"read:{article.pk}", READS_PER_MINUTE)
    if origin.comes_from_us(request) and not again:
        services.count_reading(article=article, day=clock.today(timezone.now()))
    return HttpResponse(status=204)


def _places_left(left):
    if not left:
        return _("It is full. Call us, and we tell you when a place comes free.")
    words = ngettext("Only {n} place left.", "Only {n} places left.", left)
    return words.format(n=left)
