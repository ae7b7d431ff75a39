"""A list of texts that is typed in one box: one per line, or with commas between."""

from django import forms
from django.db import models

from locations.translated import TranslatedField


class ListField(models.TextField):
    """A list of texts, stored as the text that was typed.

    `separator` parts them; it cannot occur in one of them.
    """

    def __init__(self, *args, separator="\n", **kwargs):
        self.separator = separator
        super().__init__(*args, **{"blank": True, "default": list, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs |= {"blank": self.blank, "separator": self.separator}
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        if not isinstance(value, str):
            return list(value or [])
        parts = (part.strip() for part in value.split(self.separator))
        return [part for part in parts if part]

    def get_prep_value(self, value):
        return self.joined(self.to_python(value))

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def joined(self, parts):
        """The list as it is typed and stored."""
        return ("\n" if self.separator == "\n" else f"{self.separator} ").join(parts)

    def formfield(self, **kwargs):
        field = {"form_class": ListFormField, "list_field": self}
        return super().formfield(**{**field, **kwargs})


class TranslatedListField(TranslatedField, ListField):
    """A list of texts that is translated in place."""

    plain = "content.list_fields.ListField"


class ListFormField(forms.CharField):
    """The box in which the list is typed."""

    def __init__(self, *, list_field, **kwargs):
        self.list_field = list_field
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return value if isinstance(value, str) else self.list_field.joined(value or [])

    def clean(self, value):
        return self.list_field.to_python(super().clean(value))

    def has_changed(self, initial, data):
        return self.list_field.to_python(initial) != self.list_field.to_python(data)
