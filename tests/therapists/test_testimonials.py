"""Testimonials: never without consent, never a sample without its label."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests import pages
from tests.screens import texts
from therapists.models import TestimonialPage

pytestmark = pytest.mark.django_db


def test_a_real_testimonial_requires_a_recorded_consent():
    with pytest.raises(IntegrityError), transaction.atomic():
        pages.testimonial(is_sample=False)


def test_validation_asks_for_the_missing_consent():
    row = pages.testimonial()
    row.is_sample = False

    with pytest.raises(ValidationError, match="Record the consent"):
        row.full_clean()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": "She cured me, guaranteed."}, "cured, guaranteed"),
        ({"given_on": date(2999, 1, 1)}, "still to come"),
    ],
)
def test_a_testimonial_with_a_promise_or_a_future_date_is_refused(fields, message):
    row = pages.testimonial()
    for name, value in fields.items():
        setattr(row, name, value)

    with pytest.raises(ValidationError, match=message):
        row.full_clean()


def test_a_sample_is_labelled_wherever_it_is_shown(client):
    pages.testimonial(therapist=pages.therapist())
    pages.condition_page("hip-pain")
    pages.index(TestimonialPage, "said")

    for path in ("/said/", "/conditions/hip-pain/", "/"):
        assert texts(client.get(path), ".testimonial__sample") == [
            "Sample text – not a real client"
        ]


def test_a_real_testimonial_has_no_sample_label(client):
    pages.testimonial(is_sample=False, consent="E-mail of May 3")
    pages.index(TestimonialPage, "said")

    assert texts(client.get("/said/"), ".testimonial figcaption") == ["Bram O."]


def test_testimonials_can_be_filtered_by_condition_and_therapist(client):
    pages.testimonial(name="Hip", condition=pages.condition("hip-pain"))
    pages.testimonial(name="Neck", therapist=pages.therapist("Imani"))
    pages.testimonial(name="Jaw", condition=pages.condition("jaw"))
    pages.index(TestimonialPage, "said")

    def names(query):
        return texts(client.get(f"/said/?{query}"), ".testimonial b")

    assert names("condition=jaw") == ["Jaw"]
    assert names("therapist=imani") == ["Neck"]
    assert names("therapist=nobody&condition=%00") == ["Jaw", "Neck", "Hip"]
