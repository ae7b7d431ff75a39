"""A row of the vocabulary cannot be deleted while something uses it."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from accounts.roles import Role
from care.models import ExerciseStep, Reference, Technique
from care.usage import used_by
from tests import factories, pages
from tests.screens import texts

pytestmark = pytest.mark.django_db

IN_USE = "“Rolling” is still used by Imani. Change those first. Go to the first error"


@pytest.fixture
def technique():
    return Technique.objects.create(name="Rolling", slug="rolling")


@pytest.fixture
def user_of_it(technique):
    therapist = pages.therapist()
    therapist.techniques.add(technique)
    therapist.save()
    return therapist


def test_a_row_used_by_a_list_cannot_be_deleted(technique, user_of_it):
    assert used_by(technique) == [user_of_it.name]
    with pytest.raises(ProtectedError):
        technique.delete()


def test_a_row_referenced_by_a_page_block_is_in_use(indexed):
    reference = Reference.objects.create(key="R1", title="A study")
    claim = {**pages.CLAIM, "references": [reference]}
    article = pages.article(body=[("evidence", {"claims": [claim]})])

    assert used_by(reference) == [article.title]


def test_an_unused_row_can_be_deleted(technique):
    technique.delete()

    assert not Technique.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/snippets/care/technique/delete/{}/",
        "/admin/bulk/care/technique/delete/?id={}",
    ],
)
def test_the_admin_refuses_to_delete_a_used_row_and_says_why(
    technique, user_of_it, sign_in, address
):
    editor = sign_in(factories.staff(Role.EDITOR))

    response = editor.post(address.format(technique.pk), follow=True)

    assert texts(response, ".messages li") == [IN_USE]
    assert Technique.objects.count() == 1


def test_the_admin_offers_no_delete_button_for_a_used_row(
    technique, user_of_it, sign_in
):
    editor = sign_in(factories.staff(Role.EDITOR))
    address = f"/admin/snippets/care/technique/delete/{technique.pk}/"

    page = editor.get(address, follow=True)

    assert texts(page, ".messages li") == [IN_USE]
    assert texts(page, "main form[method=post i] :is(button, input[type=submit])") == []


def test_a_step_longer_than_twenty_words_is_refused():
    step = ExerciseStep(exercise=pages.exercise(), text="lift " * 21)

    with pytest.raises(ValidationError, match="at most 20 words"):
        step.full_clean()
