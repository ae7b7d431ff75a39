"""Guards for public forms against machines: a trap to fill in, and time to read.

No puzzle and no third party. People see neither field; a program that fills in
everything is thanked like everyone, and what it wrote is thrown away.
"""

import time

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from web import origin, rate_limit

SECONDS_TO_READ = 3
POSTS_PER_MINUTE = 6
ERRORS = "errors"  # the id of the summary of mistakes


class PublicForm(forms.Form):
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
        # The pages are the same for everyone; views ask `origin.comes_from_us`.
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
        """Whether the trap is filled in, or the form is not one of ours."""
        return bool(self.data.get("homepage")) or self._shown_at() is None

    @property
    def came_too_fast(self):
        """Whether nobody can have read the form; people may press once more."""
        return time.time() - self._shown_at() < SECONDS_TO_READ

    def _shown_at(self):
        try:
            return signing.loads(self.data.get("shown", ""))
        except signing.BadSignature:
            return None


_forms = {}


def add(name, form_class, address):
    """Make a form known under the name by which pages ask for it.

    `address` is a function of the page that has the form: where it posts to.
    """
    _forms[name] = form_class, address


def for_page(name, page, filled_in=None):
    """The form of a page, empty or as it was filled in, posting to its address."""
    form_class, address = _forms[name]
    return (filled_in or form_class()).sent_to(f"{address(page)}#{ERRORS}")


def sent(request, page, name):
    """(form, None) of a form that may be acted on, else (None, what to answer).

    People see their mistakes, and never lose what they wrote; machines are thanked.
    Raises `PermissionDenied` for what another site sends.
    """
    if request.method != "POST":
        return None, redirect(page.url)
    if not origin.comes_from_us(request):
        raise PermissionDenied
    form = _forms[name][0](request.POST)
    if form.is_valid():
        if form.is_from_a_machine:
            return None, redirect(thanks(page, name))
        if form.came_too_fast:
            form.add_error(None, "That was quick. Please press the button once more.")
        elif rate_limit.asks_too_often(request, name, POSTS_PER_MINUTE):
            form.add_error(None, "That was a lot at once. Please try again soon.")
        else:
            return form, None
    return None, again(request, page, form)


def again(request, page, form):
    """The page with the form as it was filled in, and what is wrong with it."""
    context = {**page.get_context(request), "form": form}
    return render(request, page.get_template(request), context, status=422)


def thanks(page, name, what="thanks"):
    """Where people go after a form: its page, at the place where it says so."""
    return f"{page.url}?{what}=1#{name}"
