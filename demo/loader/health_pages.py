"""Condition pages and articles of the demo clinic."""

from datetime import timedelta

from blog.models import ArticlePage, ConditionPage
from blog.models.articles import Category
from care.models import Condition, Exercise
from demo.loader import pictures
from demo.loader.stories import evidence, linked, story, values
from demo.loader.texts import articles, conditions
from demo.loader.tree import put
from therapists.models import Therapist

CATEGORIES = {label: value for value, label in Category.choices}


def add_condition_pages(parent, today):
    """Create every condition page in the tree, without its text."""
    pages = {"": parent}
    for row in conditions():
        condition = Condition.objects.get(slug=row["slug"])
        pages[row["slug"]] = put(
            pages[row.get("parent", "")],
            ConditionPage,
            slug=row["slug"],
            title=condition.name,
            search_description=row["search_description"],
            condition=condition,
            **_review(row, today),
        )


def fill_condition_pages():
    """Fill in the text of each condition page."""
    for row in conditions():
        page = ConditionPage.objects.get(slug=row["slug"])
        page.related.set(_conditions(row["related"]))
        if "what_it_is" in row:
            _fill_condition_page(page, row)
        page.save_revision().publish()


def add_articles(parent, today):
    """Create every article, without its body."""
    for row in articles():
        put(
            parent,
            ArticlePage,
            slug=row["slug"],
            title=row["title"],
            search_description=row["search_description"],
            standfirst=row["standfirst"],
            published_on=today - timedelta(days=row["days_ago"]),
            category=CATEGORIES[row["category"]],
            picture=pictures.load("articles", row["slug"], row["picture_alt"]),
            picture_alt=row["picture_alt"],
            body=[],
            **_review({"reviewed_days_ago": row["days_ago"], **row}, today),
        )


def fill_articles():
    """Fill in body, tags and subjects of each article."""
    for row in articles():
        page = ArticlePage.objects.get(slug=row["slug"])
        page.body = story(row["body"])
        page.tags.set(row.get("tags", []))
        page.conditions.set(_conditions(row["conditions"]))
        page.exercises.set(_exercises(row.get("exercises", [])))
        page.save_revision().publish()


def _fill_condition_page(page, row):
    if row["picture"]:
        page.picture = pictures.load("plates", row["picture"], row["picture_alt"])
        page.picture_alt = row["picture_alt"]
        page.picture_labels = row["picture_labels"]
    page.what_it_is = linked(row["what_it_is"])
    page.feels_like = row["feels_like"]
    page.clues_intro = row["clues"]["intro"]
    page.clues = row["clues"]["statements"]
    page.clues_result = row["clues"]["result"]
    page.causes = values("cause", row["causes"])
    page.red_flags = row["red_flags"]
    for name, text in row["treatment"].items():
        setattr(page, name, linked(text))
    page.session = values("step", row["session"])
    page.who_else = values("person", row["who_else"])
    page.body = story(row.get("body", []))
    page.questions = values("question", row["questions"])
    page.evidence = evidence(row["evidence"])
    page.exercises.set(_exercises(row["exercises"]))


def _review(row, today):
    """Author, reviewer and dates; short pages were written by the clinical lead."""
    reviewed_on = today - timedelta(days=row.get("reviewed_days_ago", 30))
    reviewer = row.get("reviewed_by")
    return {
        "author": _therapist(row.get("author", "imani-okafor-reyes")),
        "reviewed_by": reviewer and _therapist(reviewer),
        "reviewed_on": reviewer and reviewed_on,
        "next_review_on": reviewer
        and reviewed_on + timedelta(days=row.get("review_after_days", 365)),
    }


def _therapist(slug):
    return Therapist.objects.get(slug=slug)


def _conditions(slugs):
    return Condition.objects.filter(slug__in=slugs)


def _exercises(slugs):
    return Exercise.objects.filter(slug__in=slugs)
