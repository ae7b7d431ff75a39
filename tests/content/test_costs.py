"""How many queries a page costs: the same with one item and with thirty."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import TopicPage
from booking.models import Treatment, TreatmentIndexPage, TreatmentPage
from care.models import ExerciseIndexPage, ExercisePage, GlossaryPage, Muscle
from content.models import FaqPage
from locations import site_context
from tests import factories, pages
from therapists.models import TestimonialPage, TherapistIndexPage, TherapistPage

pytestmark = pytest.mark.django_db

MANY = 30


def an_article(n):
    article = pages.article(f"a{n}")
    article.conditions.add(pages.condition())
    article.save()


def an_exercise(n):
    row = pages.exercise(f"e{n}")
    index = pages.index(ExerciseIndexPage, "self-care")
    index.add_child(instance=ExercisePage(title=row.name, slug=row.slug, exercise=row))


def a_condition(n):
    pages.condition_page(f"c{n}")


def an_event(n):
    pages.event(f"v{n}", starts_on=date(2031, 1, 1))


def an_interview(n):
    month = date(2020, 1, 1) + relativedelta(months=n)
    pages.interview(pages.therapist(), month)


def a_testimonial(n):
    pages.testimonial(therapist=pages.therapist())
    if not TestimonialPage.objects.exists():
        pages.index(TestimonialPage, "said")


def a_therapist(n):
    row = pages.therapist(f"Person{n}")
    index = pages.index(TherapistIndexPage, "therapists")
    index.add_child(
        instance=TherapistPage(title=row.name, slug=row.slug, therapist=row)
    )


def a_treatment(n):
    slug = f"t{n}"
    factories.treatment(slug, [pages.therapist()])
    index = pages.index(TreatmentIndexPage, "treatments")
    row = Treatment.objects.get(slug=slug)
    index.add_child(instance=TreatmentPage(title=slug, slug=slug, treatment=row))


def a_suggestion(n):
    pages.index(TopicPage, "topics")
    pages.suggestion(topic=f"Topic {n}", status="planned")


def a_muscle(n):
    pages.index(GlossaryPage, "glossary")
    Muscle.objects.create(name=f"M{n}", slug=f"m{n}")


def a_question(n):
    page = pages.index(FaqPage, "questions")
    question = {"question": f"Q{n}?", "answer": "<p>Yes.</p>"}
    page.groups.append(("group", {"heading": f"G{n}", "questions": [question]}))
    page.save()


def a_comment(n):
    article = pages.ArticlePage.objects.filter(slug="read").first()
    article = article or pages.article("read")
    comment = pages.comment(article, status="published")
    pages.comment(article, status="published", email="", reply_to=comment)


@pytest.mark.parametrize(
    ("address", "add", "cost"),
    [
        ("/articles/", an_article, 12),
        ("/self-care/", an_exercise, 12),
        ("/conditions/", a_condition, 9),
        ("/events/", an_event, 9),
        ("/therapist-of-the-month/", an_interview, 9),
        ("/said/", a_testimonial, 12),
        ("/therapists/", a_therapist, 15),
        ("/treatments/", a_treatment, 10),
        ("/topics/", a_suggestion, 9),
        ("/glossary/", a_muscle, 12),
        ("/questions/", a_question, 8),
        ("/articles/read/", a_comment, 17),
        ("/search/?q=hip", a_condition, 4),
    ],
)
def test_a_list_costs_the_same_queries_with_one_item_and_with_thirty(
    client, indexed, address, add, cost
):
    factories.clinic("Imani")
    add(0)
    one = statements(client, address)
    for n in range(1, MANY):
        add(n)
    many = statements(client, address)

    assert (one, many) == (cost, cost)


def statements(client, address):
    """How many statements a page sends once it has been seen."""
    client.get(address)
    site_context.current()  # which may just have become too old
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
