"""Protect public forms from bots: a honeypot, and a minimum time to read.

There is no puzzle and no third party. People see neither field; a bot that fills in
everything is thanked like everyone, and its input is thrown away.
"""

import time

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from web import origin, rate_limit

SECONDS_TO_READ = 3
FORMS_PER_MINUTE = 6
ERRORS = "errors"  # the id of the error summary


class PublicForm(forms.Form):
    """A public form with a honeypot and the signed time when it was first shown."""

    button: str | Promise = _("Send")

    homepage = forms.CharField(
        label=_("Leave this empty"),
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
        """This form, posting to a URL."""
        self.helper.form_action = address
        return self

    @property
    def is_from_a_machine(self):
        """Whether the honeypot is filled in, or the form is not one of ours."""
        return bool(self.data.get("homepage")) or self._shown_at() is None

    @property
    def came_too_fast(self):
        """Whether the form came too fast to have been read; people may resubmit it."""
        return time.time() - self._shown_at() < SECONDS_TO_READ

    def _shown_at(self):
        try:
            return signing.loads(self.data.get("shown", ""))
        except signing.BadSignature:
            return None


@method_decorator(csrf_exempt, name="dispatch")
class PublicFormView(View):
    """Process a form of a public page.

    People see their errors and never lose what they wrote; bots are thanked and their
    input is thrown away. A subclass names the form, the place on its page where the
    answer is shown, and what to do with the input.
    """

    form_class: type[PublicForm]
    anchor = ""

    @staticmethod
    def address(page) -> str:
        """The URL that the form of a page posts to."""
        raise NotImplementedError

    def page(self, **kwargs):
        """The live page that the form belongs to; 404 when there is none."""
        raise NotImplementedError

    def takes_more(self, page) -> bool:
        """Whether the page shows the form in its present state."""
        return True

    def save(self, page, form) -> str:
        """Save the input; returns what the page then shows ("thanks"), or "".

        It may add an error to the form, which is then shown again.
        """
        raise NotImplementedError

    @classmethod
    def section(cls, page, request, filled_in=None) -> dict:
        """The context of the section that shows the form, empty or as filled in."""
        form = filled_in or cls.form_class()
        return {"form": form.sent_to(f"{cls.address(page)}#{ERRORS}")}

    def get(self, request, **kwargs):
        return redirect(self.page(**kwargs).url)

    def post(self, request, **kwargs):
        page = self.page(**kwargs)
        if not self.takes_more(page):
            return redirect(page.url)
        if not origin.comes_from_us(request):
            raise PermissionDenied
        form = self.form_class(request.POST)
        if form.is_valid() and form.is_from_a_machine:
            return self._say("thanks", page)
        said = self._saved(page, form) if form.is_valid() else ""
        if form.errors:
            context = {**page.get_context(request), "form": form}
            return render(request, page.get_template(request), context, status=422)
        return self._say(said, page)

    def _saved(self, page, form):
        if form.came_too_fast:
            form.add_error(
                None, _("That was quick. Please press the button once more.")
            )
        elif rate_limit.asks_too_often(self.request, self.anchor, FORMS_PER_MINUTE):
            form.add_error(None, _("That was a lot at once. Please try again soon."))
        else:
            return self.save(page, form)
        return ""

    def _say(self, what, page):
        return redirect(f"{page.url}?{what}=1#{self.anchor}" if what else page.url)
