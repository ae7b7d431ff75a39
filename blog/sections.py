"""Articles, conditions and events on pages of other apps."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from blog import views
from blog.models import ArticlePage, ConditionPage, EventPage
from content import sections
from locations.locales import for_readers
from therapists.models import TherapistPage

SHOWN = 3


def what_hurts(page: Page, request: HttpRequest) -> dict[str, object]:
    """Condition pages with a text of their own, by region of the body."""
    pages = for_readers(ConditionPage.objects).exclude(what_it_is="").for_listing()
    by_region = sorted(pages, key=lambda page: page.condition.body_region)
    return {"condition_pages": by_region}


def newest_articles(page: Page, request: HttpRequest) -> dict[str, object]:
    """The newest few articles."""
    return {"articles": for_readers(ArticlePage.objects).for_listing()[:SHOWN]}


def written_by(page: TherapistPage, request: HttpRequest) -> dict[str, object]:
    """Everything that the therapist of a page has written."""
    articles = for_readers(ArticlePage.objects).by(page.therapist).for_listing()
    return {"articles": articles}


def coming_events(page: Page, request: HttpRequest) -> dict[str, object]:
    """(day, event) of the next few, the soonest first."""
    now = timezone.now()
    events = for_readers(EventPage.objects).for_listing().coming(now)
    return {"events": events.by_next_day(now)[:SHOWN]}


def register() -> None:
    """Register these sections under their names."""
    for each in (what_hurts, newest_articles, written_by, coming_events):
        sections.add(each.__name__, each)
    form = "components/public_form.html"
    sections.add("comment_form", views.LeaveComment.section, form)
    sections.add("topic_form", views.SuggestTopic.section, form)
    sections.add("sign_up_form", views.SignUp.section, form)
