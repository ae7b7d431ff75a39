"""Words of rows are read in the reader's language and saved as they are stored."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CharField
from django.forms import modelform_factory
from django.utils import translation

from booking.models import Treatment
from care.models import Condition, Exercise, Muscle
from locations import languages
from locations.translated import (
    changed,
    missing,
    stored,
    translate,
    translated,
    translated_models,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_languages():
    languages.remember(("en", "es"))
    yield
    languages.forget()


@pytest.fixture
def back():
    """A condition with a Spanish name, but no other Spanish word."""
    row = Condition(name="Back pain", slug="back", summary="It hurts.")
    row.body_region = Condition.BodyRegion.LOWER
    translate(row, "es", {"name": "Dolor de espalda"})
    row.save()
    return row


@pytest.fixture
def spanish():
    with translation.override("es"):
        yield


def columns(row):
    """Name and summary as the database has them."""
    return Condition.objects.values_list("name", "summary").get(pk=row.pk)


ORIGINAL = ("Back pain", "It hurts.")


def test_a_word_is_read_in_the_readers_language(back):
    assert (back.name, str(back)) == ("Back pain", "Back pain")
    with translation.override("es"):
        assert (back.name, str(back)) == ("Dolor de espalda", "Dolor de espalda")
    with translation.override("es-mx"):
        assert back.name == "Dolor de espalda"


def test_a_word_without_translation_falls_back_to_the_stored_one(back, spanish):
    translate(back, "es", {"name": ""})

    assert (back.name, back.summary) == ORIGINAL


def test_a_language_that_nobody_translated_reads_the_stored_words(back):
    with translation.override("fr"):
        assert back.name == "Back pain"
    with translation.override(None):
        assert back.name == "Back pain"


def test_the_clinics_own_language_reads_the_stored_words(back, spanish):
    languages.remember(("es", "en"))

    assert back.name == "Back pain"


def test_the_stored_word_can_be_asked_for_in_any_language(back, spanish):
    assert stored(back, "name") == "Back pain"


def test_a_list_of_words_is_read_as_a_list(spanish):
    psoas = Muscle(name="Psoas", slug="psoas", misspellings=["soas"])
    translate(psoas, "es", {"misspellings": ["soas", "psuas"]})
    psoas.save()

    assert Muscle.objects.get().misspellings == ["soas", "psuas"]
    assert stored(Muscle.objects.get(), "misspellings") == ["soas"]


@pytest.mark.parametrize("named", [None, ["name"], ["name", "summary"], ["slug"]])
def test_saving_under_another_language_keeps_the_original(back, spanish, named):
    row = Condition.objects.get()
    assert row.name == "Dolor de espalda"

    row.save(update_fields=named)

    assert columns(back) == ORIGINAL
    assert Condition.objects.get().name == "Dolor de espalda"


def test_a_word_assigned_under_another_language_is_the_original(back, spanish):
    back.summary = "It aches."
    back.save()

    assert columns(back) == ("Back pain", "It aches.")


def test_a_row_read_again_keeps_the_original(back, spanish):
    for fields in (None, ["name"], ["name", "translations"]):
        back.refresh_from_db(fields=fields)
        assert (back.name, stored(back, "name")) == ("Dolor de espalda", "Back pain")
    back.save()

    assert columns(back) == ORIGINAL


@pytest.mark.parametrize(
    "rows",
    [
        lambda: Condition.objects.only("name"),
        lambda: Condition.objects.only("slug"),
        lambda: Condition.objects.defer("name"),
        lambda: Condition.objects.defer("translations"),
        lambda: Condition.objects.defer("name", "translations"),
    ],
)
def test_deferred_words_are_read_in_the_readers_language(back, spanish, rows):
    row = rows().get()

    assert row.name == "Dolor de espalda"
    assert stored(row, "name") == "Back pain"
    row.save()
    assert columns(back) == ORIGINAL


def test_deferred_translations_cost_nothing_in_the_clinics_language(
    back, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert Condition.objects.only("name").get().name == "Back pain"


def test_words_of_a_list_of_rows_cost_one_query(
    back, spanish, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert [row.name for row in Condition.objects.all()] == ["Dolor de espalda"]


def test_rows_made_at_once_keep_the_original(spanish):
    row = Condition(name="Neck pain", slug="neck", body_region="upper body")
    translate(row, "es", {"name": "Dolor de cuello"})
    Condition.objects.bulk_create([row])

    assert columns(Condition.objects.get()) == ("Neck pain", "")
    assert Condition.objects.get().name == "Dolor de cuello"


def test_a_form_under_another_language_shows_and_keeps_the_original(back, spanish):
    form_class = modelform_factory(Condition, fields=["name", "slug", "body_region"])
    form = form_class(instance=back)
    assert form.initial["name"] == form["name"].value() == "Back pain"

    form = form_class({**form.initial, "slug": "low-back"}, instance=back)
    assert form.changed_data == ["slug"]
    form.save()

    assert columns(back) == ORIGINAL
    assert Condition.objects.get().name == "Dolor de espalda"


def test_a_form_under_another_language_checks_the_original(back, spanish):
    back.name = ""

    with pytest.raises(ValidationError) as refused:
        back.full_clean()

    assert set(refused.value.message_dict) == {"name"}


def test_checking_a_row_under_another_language_keeps_the_original(back, spanish):
    back.full_clean()
    back.save()

    assert columns(back) == ORIGINAL


def test_a_revision_made_under_another_language_keeps_original_and_translation(spanish):
    exercise = Exercise(name="Rolling", slug="rolling", positions=["lying"])
    translate(exercise, "es", {"name": "Rodar", "positions": ["de espaldas"]})
    exercise.save()

    content = exercise.serializable_data()
    again = Exercise.from_serializable_data(content)

    assert (content["name"], content["positions"]) == ("Rolling", "lying")
    assert (again.name, again.positions) == ("Rodar", ["de espaldas"])
    assert stored(again, "name") == "Rolling"


def test_migrations_know_the_plain_field():
    field = Condition._meta.get_field("name")
    name, path, args, kwargs = field.deconstruct()

    assert (name, path) == ("name", "django.db.models.CharField")
    assert (args, kwargs) == CharField("name", max_length=80).deconstruct()[2:]
    positions = Exercise._meta.get_field("positions").deconstruct()
    assert positions[1] == "content.list_fields.ListField"


def test_missing_words_are_those_that_have_an_original_alone(back):
    assert missing(back, "es") == ["summary"]
    assert missing(back, "fr") == ["name", "summary"]

    translate(back, "es", {"summary": "Duele."})
    assert missing(back, "es") == []


def test_an_original_changed_after_its_translation_is_known(back):
    assert changed(back, "es") == []

    back.name = "Low back pain"
    assert changed(back, "es") == ["name"]
    translate(back, "es", {"name": "Dolor lumbar"})
    assert changed(back, "es") == []


def test_a_translation_written_without_its_original_is_taken_for_current(back):
    back.translations = {"es": {"name": "Espalda"}}

    assert changed(back, "es") == []
    assert translated(back, "es") == {"name": "Espalda"}


def test_a_translation_taken_back_is_missing_again(back):
    translate(back, "es", {"name": ""})

    assert translated(back, "es") == {}
    assert missing(back, "es") == ["name", "summary"]


def test_translating_one_word_keeps_the_others_and_other_languages(back):
    translate(back, "fr", {"name": "Mal de dos"})
    translate(back, "es", {"summary": "Duele."})

    assert translated(back, "es") == {"name": "Dolor de espalda", "summary": "Duele."}
    assert translated(back, "fr") == {"name": "Mal de dos"}


def test_every_translated_model_has_words():
    assert [row for row in translated_models() if not words_of(row)] == []
    assert Treatment in translated_models()


def test_rows_are_searched_by_their_translated_words(back):
    translate(back, "fr", {"name": "Mal de dos"})

    assert back.translated_words == "Dolor de espalda Mal de dos"
