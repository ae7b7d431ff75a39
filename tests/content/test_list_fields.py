"""Lists typed in one box."""

import pytest

from care.models import Exercise
from content.list_fields import ListField
from content.wagtail_hooks import ListComparison
from tests import pages, screens


def box(field, text):
    return field.formfield(required=False).clean(text)


@pytest.mark.parametrize(
    ("separator", "typed", "kept", "shown"),
    [
        ("\n", "A pull\n\n  A pinch \r\n", ["A pull", "A pinch"], "A pull\nA pinch"),
        (",", "a mat,a wall , ,", ["a mat", "a wall"], "a mat, a wall"),
        ("\n", "", [], ""),
    ],
)
def test_typed_text_becomes_a_list_and_is_shown_as_it_is_typed(
    separator, typed, kept, shown
):
    field = ListField(separator=separator)

    assert box(field, typed) == kept
    assert field.formfield().prepare_value(kept) == shown
    assert not field.formfield().has_changed(kept, typed)
    assert field.formfield().has_changed(kept, typed + "\n,more")


def test_a_required_list_is_missed_when_it_is_empty():
    field = ListField("body regions", blank=False).formfield()

    with pytest.raises(Exception, match="required"):
        field.clean(" \n ")


@pytest.mark.django_db
def test_a_list_is_saved_read_and_copied_as_a_list():
    row = pages.exercise(equipment=["a mat", "a wall"])

    found = Exercise.objects.get(equipment=["a mat", "a wall"])
    assert found == row
    assert found.equipment == ["a mat", "a wall"]
    copied = Exercise.from_serializable_data(found.serializable_data())
    assert copied.equipment == ["a mat", "a wall"]


def test_versions_of_a_list_are_compared_as_they_are_typed():
    field = Exercise._meta.get_field("equipment")
    before, after = Exercise(equipment=["a mat"]), Exercise(equipment=["a wall"])

    shown = ListComparison(field, before, after).htmldiff()

    assert screens.texts(shown, "span.deletion, span.addition") == ["mat", "wall"]
