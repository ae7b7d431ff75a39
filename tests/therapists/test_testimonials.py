"""Testimonials: never without consent, never a sample without its label."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests import pages
from therapists.models import TestimonialPage

pytestmark = pytest.mark.django_db


def test_nothing_real_is_published_without_a_consent_on_record():
    with pytest.raises(IntegrityError), transaction.atomic():
        pages.testimonial(is_sample=False)


def test_the_form_says_what_is_missing():
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
def test_no_promise_and_no_day_to_come_is_published(fields, message):
    row = pages.testimonial()
    for name, value in fields.items():
        setattr(row, name, value)

    with pytest.raises(ValidationError, match=message):
        row.full_clean()


def test_a_sample_says_so_wherever_it_stands(client):
    pages.testimonial(therapist=pages.therapist())
    pages.condition_page("hip-pain")
    pages.index(TestimonialPage, "said")

    for path in ("/said/", "/conditions/hip-pain/", "/"):
        assert "Sample text – not a real client" in client.get(path).text


def test_a_real_one_carries_no_such_label(client):
    pages.testimonial(is_sample=False, consent="E-mail of May 3")
    pages.index(TestimonialPage, "said")

    page = client.get("/said/").text

    assert "Bram O." in page
    assert "Sample text" not in page


def test_readers_choose_by_condition_and_therapist(client):
    pages.testimonial(name="Hip", condition=pages.condition("hip-pain"))
    pages.testimonial(name="Neck", therapist=pages.therapist("Imani"))
    pages.testimonial(name="Jaw", condition=pages.condition("jaw"))
    pages.index(TestimonialPage, "said")

    page = client.get("/said/?condition=jaw").text

    assert "Jaw</b>" in page
    assert "Hip</b>" not in page
    assert "Neck</b>" in client.get("/said/?therapist=imani").text
    assert "Jaw</b>" in client.get("/said/?therapist=nobody&condition=%00").text
