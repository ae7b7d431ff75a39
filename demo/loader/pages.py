"""The page tree of the demo clinic: its top level, and the text pages."""

from django.conf import settings
from wagtail.models import Page, Site

from blog import review_workflow
from blog.models import (
    ArticleIndexPage,
    ArticlePage,
    ConditionIndexPage,
    EventIndexPage,
    TopicPage,
)
from booking.models import Treatment, TreatmentIndexPage, TreatmentPage
from care.models import Exercise, ExerciseIndexPage, ExercisePage, GlossaryPage
from content.models import (
    ContactPage,
    FaqPage,
    HomePage,
    LocationIndexPage,
    LocationPage,
    TextPage,
)
from demo.loader import events, health_pages, people_pages, pictures, readers
from demo.loader.stories import linked, story
from demo.loader.texts import read
from demo.loader.tree import index, put
from locations.models import ClinicDetails, Location
from therapists.models import InterviewIndexPage, TestimonialPage, TherapistIndexPage


def load(today, now):
    texts = read("pages")
    _add_details(texts["footer"])
    home = _home(texts["home"])
    # In menu order; texts are filled in once every page exists, because they link to
    # each other.
    conditions = index(home, ConditionIndexPage, texts["conditions"])
    therapists = index(home, TherapistIndexPage, texts["therapists"])
    exercises = index(home, ExerciseIndexPage, texts["exercises"])
    articles = index(home, ArticleIndexPage, texts["articles"])
    locations = index(home, LocationIndexPage, texts["locations"])
    apart = {"in_menu": False}
    treatments = index(home, TreatmentIndexPage, texts["treatments"], **apart)
    interviews = index(home, InterviewIndexPage, texts["interviews"], **apart)
    event_index = index(home, EventIndexPage, texts["events"], **apart)
    for model, key in (
        (TestimonialPage, "testimonials"),
        (GlossaryPage, "glossary"),
        (FaqPage, "faq"),
        (TopicPage, "topics"),
        (ContactPage, "contact"),
    ):
        index(home, model, texts[key], **apart)
    _add_exercises(exercises)
    _add_treatments(treatments)
    _add_locations(locations)
    people_pages.add_profiles(therapists)
    health_pages.add_condition_pages(conditions, today)
    health_pages.add_articles(articles, today)
    for row in texts["page"]:
        _add_text_page(home, row)
    health_pages.fill_condition_pages()
    health_pages.fill_articles()
    events.load(event_index, today, now)
    people_pages.add_interviews(interviews, today, now)
    people_pages.add_testimonials(today)
    readers.load(now)
    _fill_faq()
    _name_pages()
    review_workflow.ensure()
    home.doctor_page = ArticlePage.objects.filter(slug="when-not-massage").first()
    home.try_page = ExercisePage.objects.get(slug="rest-90-90")
    home.save_revision().publish()


def open_each_once():
    """Request every page once, so that its pictures are ready before visitors come."""
    for page in Page.objects.live().filter(depth__gt=1).specific():
        page.make_preview_request()


def _add_details(footer):
    details = ClinicDetails.load()
    details.name = "Kestrel Row Bodywork"
    details.strapline = "Steady hands for backs and hips"
    details.profession_title = "Licensed massage therapist"
    details.treatment_word = "massage"
    details.country_code = "US"
    details.other_languages = ["es"]
    details.phone = "+12125550142"
    details.email = "hello@kestrelrow.example.com"
    details.emergency_note = footer["emergency"]
    details.scope_note = footer["scope"]
    details.demo_note = footer["demo"]
    details.save()


def _name_pages():
    """Set the pages that other pages and booking link to."""
    details = ClinicDetails.load()
    details.privacy_page = TextPage.objects.get(slug="privacy")
    details.rules_page = TextPage.objects.get(slug="policies")
    details.red_flags_page = ArticlePage.objects.get(slug="when-not-massage")
    details.save()


def home_fields(texts):
    """What the home page says."""
    return {**texts, "steps": [("step", step) for step in texts["steps"]]}


def _home(texts):
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(**home_fields(texts)))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": settings.SITE.hostname,
            "port": settings.SITE.port or (443 if settings.HTTPS else 80),
            "site_name": texts["title"],
            "root_page": home,
        },
    )
    return home


def _add_exercises(parent):
    for row in read("exercises")["exercise"]:
        put(
            parent,
            ExercisePage,
            slug=row["slug"],
            title=row["name"],
            search_description=row["search_description"],
            exercise=Exercise.objects.get(slug=row["slug"]),
        )


def _add_treatments(parent):
    rows = {row["slug"]: row for row in read("treatments")["treatment"]}
    for treatment in Treatment.objects.all():
        row = rows[treatment.slug]
        put(
            parent,
            TreatmentPage,
            slug=treatment.slug,
            title=treatment.name,
            search_description=treatment.summary,
            treatment=treatment,
            red_flags=row["red_flags"],
            cautions=row["cautions"],
            has_belly_work=row["belly_work"],
        )


def _add_locations(parent):
    for row in read("locations")["location"]:
        drawn = not row["visits_homes"]
        put(
            parent,
            LocationPage,
            slug=row["slug"],
            title=row["name"],
            search_description=row["summary"],
            location=Location.objects.get(slug=row["slug"]),
            map_picture=pictures.load("maps", row["slug"], row["map_alt"])
            if drawn
            else None,
            map_alt=row["map_alt"],
        )


def _add_text_page(home, row):
    put(home, TextPage, **text_fields(row))


def text_fields(row):
    """What a text page says."""
    return {
        "slug": row["slug"],
        "title": row["title"],
        "search_description": row["search_description"],
        "introduction": row["intro"],
        "body": story(row["body"]),
    }


def _fill_faq():
    page = FaqPage.objects.get()
    page.groups = question_groups(read("faq")["question"])
    page.save_revision().publish()


def question_groups(rows):
    """Questions by the headings of their groups, as stream data."""
    groups = {}
    for row in rows:
        answer = {"question": row["question"], "answer": linked(row["answer"])}
        groups.setdefault(row["group"], []).append(answer)
    return [
        ("group", {"heading": heading, "questions": questions})
        for heading, questions in groups.items()
    ]
