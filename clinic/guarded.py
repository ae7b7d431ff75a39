"""Guards for public forms against machines: a trap to fill in, and time to read.

No puzzle and no third party. People see neither field; a program that fills in
everything, or answers within seconds, is told the same as everyone and thrown away.
"""

import time

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core import signing
from django.shortcuts import render

from clinic import visitors

SECONDS_TO_READ = 4


class GuardedForm(forms.Form):
    """A public form with a honeypot and a signed time of its first display."""

    button = "Send"

    homepage = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shown"].initial = signing.dumps(int(time.time()))
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": ""}
        # The pages are the same for everyone; views ask `visitors.comes_from_us`.
        self.helper.disable_csrf = True
        submit = Submit("go", self.button)
        submit.field_classes = "button"
        self.helper.add_input(submit)

    def sent_to(self, address):
        """The same form, posting to an address."""
        self.helper.form_action = address
        return self

    @property
    def is_from_a_machine(self):
        """Whether the trap is filled in, or the form came back too fast or unsigned."""
        if self.data.get("homepage"):
            return True
        try:
            shown = signing.loads(self.data.get("shown", ""))
        except signing.BadSignature:
            return True
        return time.time() - shown < SECONDS_TO_READ


POSTS_PER_MINUTE = 6


def refused(request, what, limit=POSTS_PER_MINUTE):
    """Whether a post comes from elsewhere, or once too often this minute."""
    if not visitors.comes_from_us(request):
        return True
    return visitors.asks_too_often(request, what, limit)


def again(request, page, form):
    """The page with the form as it was filled in, and what is wrong with it."""
    context = {**page.get_context(request), "form": form}
    return render(request, page.get_template(request), context, status=422)


_forms = {}


def add(name, form_class, address):
    """Make a form known under the name by which pages ask for it.

    `address` is a function of the page that has the form: where it posts to.
    """
    _forms[name] = form_class, address


def for_page(name, page, filled_in=None):
    """The form of a page, empty or as it was filled in, posting to its address."""
    form_class, address = _forms[name]
    return (filled_in or form_class()).sent_to(address(page))
