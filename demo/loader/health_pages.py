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
        if row.get("picture"):
            page.picture = pictures.load("plates", row["picture"], row["picture_alt"])
        for name, value in condition_fields(row).items():
            setattr(page, name, value)
        page.exercises.set(_exercises(row.get("exercises", [])))
        page.save_revision().publish()


def condition_fields(row):
    """What a condition page says; a short page only describes itself."""
    if "what_it_is" not in row:
        return {"search_description": row["search_description"]}
    return {
        "search_description": row["search_description"],
        "picture_alt": row["picture_alt"],
        "picture_labels": row["picture_labels"],
        "what_it_is": linked(row["what_it_is"]),
        "feels_like": row["feels_like"],
        "clues_intro": row["clues"]["intro"],
        "clues": row["clues"]["statements"],
        "clues_result": row["clues"]["result"],
        "causes": values("cause", row["causes"]),
        "red_flags": row["red_flags"],
        **{name: linked(text) for name, text in row["treatment"].items()},
        "session": values("step", row["session"]),
        "who_else": values("person", row["who_else"]),
        "body": story(row.get("body", [])),
        "questions": values("question", row["questions"]),
        "evidence": evidence(row["evidence"]),
    }


def add_articles(parent, today):
    """Create every article, without its body."""
    for row in articles():
        put(
            parent,
            ArticlePage,
            published_on=today - timedelta(days=row["days_ago"]),
            category=CATEGORIES[row["category"]],
            picture=pictures.load("articles", row["slug"], row["picture_alt"]),
            body=[],
            **article_fields(row),
            **_review({"reviewed_days_ago": row["days_ago"], **row}, today),
        )


def article_fields(row):
    """What an article says above its body."""
    names = ("slug", "title", "search_description", "standfirst", "picture_alt")
    return {name: row[name] for name in names}


def fill_articles():
    """Fill in body, tags and subjects of each article."""
    for row in articles():
        page = ArticlePage.objects.get(slug=row["slug"])
        page.body = story(row["body"])
        page.tags.set(row.get("tags", []))
        page.conditions.set(_conditions(row["conditions"]))
        page.exercises.set(_exercises(row.get("exercises", [])))
        page.save_revision().publish()


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
