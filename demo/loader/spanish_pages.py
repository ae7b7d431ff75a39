"""The pages that people read most, in Spanish: translations of the English ones."""

from django.utils import translation
from django.utils.text import slugify
from wagtail.models import Locale

from blog.models import (
    ArticleIndexPage,
    ArticlePage,
    ConditionIndexPage,
    ConditionPage,
)
from blog.models.reviewed import ReviewedPage
from booking.models import TreatmentIndexPage, TreatmentPage
from care.models import ExerciseIndexPage, ExercisePage
from content.models import (
    ContactPage,
    FaqPage,
    HomePage,
    LocationIndexPage,
    LocationPage,
    TextPage,
)
from demo.loader import health_pages, pages, people_pages
from demo.loader.stories import page_of, story
from demo.loader.texts import (
    SPANISH,
    articles,
    conditions,
    in_spanish,
    over,
    read,
    spanish,
)
from demo.loader.tree import index_fields
from locations import locales
from therapists.models import TherapistIndexPage, TherapistPage

# The demo says of its translations, too, who has reviewed them.
REVIEW = ReviewedPage.exclude_fields_in_copy
INDEXES = {
    "conditions": ConditionIndexPage,
    "therapists": TherapistIndexPage,
    "exercises": ExerciseIndexPage,
    "articles": ArticleIndexPage,
    "locations": LocationIndexPage,
    "treatments": TreatmentIndexPage,
    "contact": ContactPage,
}


def load():
    """Copy every page, then fill in the words, because texts link to pages."""
    locale = locales.of(SPANISH)
    with translation.override(SPANISH):
        found = list(_pages())
        for model, row in found:
            _copy(model, row, locale)
        for model, row in found:
            english = _english(model, row)
            _fill(english.get_translation(locale), row, english)


def _english(model, row):
    return model.objects.get(slug=row["slug"], locale=Locale.get_default())


def _copy(model, row, locale):
    page = _english(model, row)
    if not page.has_translation(locale):
        page.copy_for_translation(locale)


def _fill(page, row, english):
    """Fill in the words of a copy and publish it, unless that was done before."""
    if page.live:
        return
    fields = FIELDS.get(type(page), index_fields)(row)
    address = fields.pop("address", "") or row.get("address", "")
    fields["slug"] = address or slugify(fields["title"])
    if isinstance(page, ReviewedPage):
        fields |= {name: getattr(english, name) for name in REVIEW}
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def _pages():
    """The kind and the row of every page with Spanish words, parents first."""
    texts = spanish("pages")
    yield HomePage, texts["home"]
    for key, model in INDEXES.items():
        yield model, texts[key]
    yield FaqPage, texts["faq"] | {"groups": spanish("faq")["question"]}
    for model, rows in (
        (TextPage, texts["page"]),
        (ArticlePage, in_spanish("articles", articles())),
        (TherapistPage, spanish("therapists")["therapist"]),
        (ExercisePage, spanish("exercises")["exercise"]),
    ):
        yield from ((model, row) for row in rows)
    yield from _named_after_rows(read("es/rows"))


def _named_after_rows(names):
    for row in in_spanish("conditions", conditions()):
        yield ConditionPage, row | {"title": names["condition"][row["slug"]]["name"]}
    for row in read("treatments")["treatment"]:
        yield TreatmentPage, over(row, names["treatment"][row["slug"]])
    for row in read("locations")["location"]:
        yield LocationPage, over(row, names["location"][row["slug"]])


def _home(row):
    return {
        **pages.home_fields(row),
        "doctor_page": page_of("when-not-massage"),
        "try_page": page_of("rest-90-90"),
    }


def _questions(row):
    return {**index_fields(row), "groups": pages.question_groups(row["groups"])}


def _article(row):
    return {**health_pages.article_fields(row), "body": story(row["body"])}


def _condition(row):
    return {"title": row["title"], **health_pages.condition_fields(row)}


def _exercise(row):
    return {"title": row["name"], "search_description": row["search_description"]}


def _treatment(row):
    return {"title": row["name"], "search_description": row["summary"]}


def _location(row):
    return {**_treatment(row), "map_alt": row["map_alt"]}


FIELDS = {
    HomePage: _home,
    FaqPage: _questions,
    TextPage: pages.text_fields,
    ConditionPage: _condition,
    ArticlePage: _article,
    TherapistPage: people_pages.profile_fields,
    ExercisePage: _exercise,
    TreatmentPage: _treatment,
    LocationPage: _location,
}
