"""Filters of lists: plain forms that a page's address fills in."""

from django import forms


class FilterForm(forms.Form):
    """What a page is asked for. Anything unknown is simply left out."""

    def asked(self, name):
        """The cleaned value of a field; None when it is missing or makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name)


class SlugChoice(forms.ModelChoiceField):
    """One row by its slug, or any."""

    def __init__(self, queryset, *, label, empty_label="Any"):
        super().__init__(
            queryset,
            label=label,
            empty_label=empty_label,
            required=False,
            to_field_name="slug",
        )
