"""Make the pages of a starting website."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.models import Comment, Page, Site

from accounts.models import User
from booking.models import Treatment, TreatmentIndexPage, TreatmentPage
from content.models import (
    ContactPage,
    HomePage,
    LocationIndexPage,
    LocationPage,
    TextPage,
)
from locations import languages, locales
from locations.models import ClinicDetails, Location
from onboarding import starting_sets
from onboarding.starting_sets import HomeText, PageText, Website
from therapists.models import Therapist, TherapistIndexPage, TherapistPage

# The host name of Wagtail's first site, which no visitor comes to.
NO_ADDRESS = "localhost"
# The field beside which a note for the editor stands.
NOTE_BESIDE = "introduction"


@transaction.atomic
def make_website(*, publish: bool, by: User) -> Page:
    """Make what is missing of a starting website, and return its home page.

    There is a page for each place, for each treatment on offer and for each therapist
    who takes bookings, in every language the clinic offers. What is there already stays
    as it is. New pages are drafts; with `publish`, all of these pages go public that
    never were, as they were last saved. Raises Wagtail's PublishPermissionError for
    somebody who may not publish.
    """
    site = Site.objects.select_for_update().get(is_default_site=True)
    _give_address(site)
    texts = starting_sets.website(starting_sets.of_clinic())
    with translation.override(languages.default()):
        home = _find_home(site) or _add_home(texts.home, languages.default(), by)
        own = [home, *_pages_below(home, texts, by)]
        own += _pages_to_agree_to(home, texts, by)
    pages = list(own)
    for language in languages.offered()[1:]:
        pages += _translated(own, language, by)
    if publish:
        _publish(pages, by)
        home.refresh_from_db()
    return home


def _give_address(site: Site) -> None:
    """Give the site the address that this machine answers to, if it has none yet."""
    if site.hostname == NO_ADDRESS:
        site.hostname = settings.SITE.hostname
        site.port = settings.SITE.port or (443 if settings.HTTPS else 80)
        site.save()


def _find_home(site: Site) -> HomePage | None:
    """The home page that the website stands on, or a draft that waits to be it."""
    root = HomePage.objects.filter(pk=site.root_page_id).first()
    own = HomePage.objects.filter(locale=locales.of(languages.default()))
    return root or own.first()


def _translated(own: list[Page], language: str, by: User) -> list[Page]:
    """The same pages in another language, found or made from its starting set."""
    texts = starting_sets.website(starting_sets.closest(language))
    locale = locales.of(language)
    there = [page.get_translation_or_none(locale) for page in own]
    with translation.override(language):
        home = there[0] or _add_home(texts.home, language, by)
        pages = [home, *_pages_below(home, texts, by)]
        pages += [
            page or _text_page(home, text, by)
            for page, text in zip(there[-2:], (texts.rules, texts.privacy), strict=True)
        ]
    for page, original in zip(pages, own, strict=True):
        if not original.get_translation_or_none(locale):
            page.translation_key = original.translation_key
            same = Page.objects.filter(pk=page.pk)
            same.update(translation_key=page.translation_key)
    return pages


def _add_home(text: HomeText, language: str, by: User) -> HomePage:
    home = HomePage(
        title=ClinicDetails.load().name,
        slug=text.slug,
        locale=locales.of(language),
        headline=text.headline,
        introduction=text.introduction,
        search_description=text.introduction,
        promise=text.promise,
        steps=[("step", {"title": s.title, "text": s.text}) for s in text.steps],
    )
    _add(Page.get_first_root_node(), home, by, note=text.note)
    return home


def _pages_below(home: HomePage, texts: Website, by: User) -> Iterator[Page]:
    """Everything below the home page in the order of the menu, found or made."""
    treatments = _index(home, TreatmentIndexPage, texts.treatments, by)
    team = _index(home, TherapistIndexPage, texts.team, by)
    places = _index(home, LocationIndexPage, texts.places, by)
    yield from (treatments, team, places)
    yield _index(home, ContactPage, texts.contact, by)
    offered, working = Treatment.objects.on_offer(), Therapist.objects.taking_bookings()
    yield from _pages_of(offered, treatments, TreatmentPage, "treatment", by)
    yield from _pages_of(working, team, TherapistPage, "therapist", by)
    yield from _pages_of(Location.objects.all(), places, LocationPage, "location", by)


def _pages_to_agree_to(home: HomePage, texts: Website, by: User) -> Iterator[Page]:
    """The pages that booking and the health form link to."""
    details = ClinicDetails.load()
    details.rules_page = details.rules_page or _text_page(home, texts.rules, by)
    details.privacy_page = details.privacy_page or _text_page(home, texts.privacy, by)
    details.save()
    yield from (details.rules_page, details.privacy_page)


def _index(home: HomePage, model: type[Page], text: PageText, by: User) -> Page:
    """The one page of a kind below the home page."""
    there = model.objects.child_of(home).first()
    page = model(show_in_menus=True, **_fields_of(text))
    return there or _add(home, page, by, text.note)


def _text_page(home: HomePage, text: PageText, by: User) -> Page:
    """A page of plain text below the home page, by its slug."""
    there = Page.objects.child_of(home).filter(slug=text.slug).first()
    body = []
    for part in text.parts:
        body += [("heading", part.heading), ("paragraph", part.text)]
    return there or _add(home, TextPage(body=body, **_fields_of(text)), by, text.note)


def _fields_of(text: PageText) -> dict[str, str]:
    return {
        "slug": text.slug,
        "title": text.title,
        "introduction": text.introduction,
        "search_description": text.introduction,
    }


def _pages_of(
    rows: Iterable[Any], parent: Page, model: type[Page], name: str, by: User
) -> Iterator[Page]:
    """The page of each row, under its name and slug; `name` is the page's field."""
    for row in rows:
        there = model.objects.filter(**{name: row}, locale=parent.locale).first()
        page = model(title=row.name, slug=row.slug, **{name: row})
        yield there or _add(parent, page, by)


def _add(parent: Page, page: Page, by: User, note: str = "") -> Page:
    """Add a draft below a page, with a note for its editor as a comment."""
    page.live, page.has_unpublished_changes, page.owner = False, True, by
    parent.add_child(instance=page)
    if note:
        remark = Comment(user=by, text=note, contentpath=NOTE_BESIDE)
        page.wagtail_admin_comments.add(remark)
    page.save_revision(user=by)
    return page


def _publish(pages: Iterable[Page], by: User) -> None:
    """Publish pages that never were public, as they were last saved."""
    for page in pages:
        if not page.live and page.first_published_at is None:
            page.get_latest_revision().publish(user=by)
