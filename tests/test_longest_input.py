"""The longest input that each public form accepts is saved, mailed and shown."""

from datetime import timedelta

import pytest
from django import forms
from django.core.validators import MaxLengthValidator

from blog import guests
from blog import services as blog
from blog.forms import CommentForm, SignUpForm, TopicForm
from booking import services as booking
from booking.models import CallRequest
from booking.public.forms import DetailsForm
from clients.contact import Contact
from content import services as clinic
from content.forms import ContactForm
from intake import services as intake
from intake.forms import PageForm
from locations.models import Location
from outbox.models import Message
from tests import factories, mails, pages
from tests.factories import NOW
from web.emails import MailFormField
from web.phones import PhoneFormField

pytestmark = pytest.mark.django_db

EMAIL = "x" * 64 + "@" + ".".join(["d" * 61] * 3 + ["com"])
PHONE = "+44 20 7946 0958 ext. 1234567"


@pytest.fixture(autouse=True)
def place(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani")


def longest(form):
    """What fills each field of a form as far as it takes."""
    return {name: _longest(field) for name, field in form.fields.items()}


def _longest(field):
    match field:
        case MailFormField():
            return EMAIL
        case PhoneFormField():
            return PHONE
        case forms.BooleanField():
            return "on"
        case forms.ChoiceField():
            return [value for value, _ in field.choices if value][-1]
        case forms.IntegerField():
            return "1"
    limits = [each for each in field.validators if isinstance(each, MaxLengthValidator)]
    return "W" * min((each.limit_value for each in limits), default=0)


def filled(form, *names):
    """The cleaned values of a form that was filled so."""
    form = type(form)(longest(form))
    form.is_valid()
    assert {*form.errors} & {*names} == set()
    return {name: form.cleaned_data[name] for name in names}


def test_the_longest_accepted_address_fits_its_column():
    assert len(EMAIL) == 254
    with pytest.raises(forms.ValidationError):
        MailFormField().clean(f"x{EMAIL}")


def test_a_home_visit_with_the_longest_details_is_booked_and_mailed(place):
    Location.objects.update(visits_homes=True)
    form = DetailsForm(longest(DetailsForm(at_home=True)), at_home=True)
    assert form.is_valid(), form.errors

    contact = Contact(**{**form.contact(), "postal_code": "112 01-1234"})
    visit = factories.booked(contact=contact)
    booking.cancel(appointment=visit, now=NOW)

    [mail] = mails.leaving(NOW)
    assert mail.to == [EMAIL]
    assert Message.objects.sent().get().to == EMAIL


def test_a_call_request_takes_the_longest_name():
    booking.ask_for_a_call(name="W" * 120, phone=PHONE, level="none", now=NOW)

    assert CallRequest.objects.get().name == "W" * 120


def test_every_health_form_page_takes_its_longest_answers(place):
    submission = factories.booked().submission
    for _, page in submission.form.pages_for({}):
        form = PageForm(page=page, answers={}, known=submission.client)
        given = {key: _longest(field) for key, field in form.fields.items()}
        given = {key: value for key, value in given.items() if value}
        form = PageForm(given, page=page, answers={}, known=submission.client)
        if form.is_valid():  # not one that asks for a date
            answers = form.answers()
            intake.save_page(submission=submission, page=page, answers=answers, now=NOW)

    submission.refresh_from_db()
    assert submission.answers["pronouns"] == "W" * 200
    assert len(submission.saved_pages) > 10


def test_comments_topics_and_messages_take_the_longest_input(place):
    words = filled(CommentForm(), "name", "email", "text")
    blog.leave_comment(article=pages.article(), now=NOW, **words)
    blog.suggest_topic(now=NOW, **filled(TopicForm(), "topic", "why", "email"))
    clinic.pass_on(now=NOW, **filled(ContactForm(), "name", "email", "message"))

    assert mails.leaving(NOW + timedelta(days=1))


def test_a_guest_with_the_longest_details_can_sign_up():
    guest = filled(SignUpForm(), "name", "email", "access_needs")

    guests.sign_up(event=pages.event(), seats=1, now=NOW, **guest)

    [mail] = mails.leaving(NOW)
    assert mail.to == [EMAIL]
