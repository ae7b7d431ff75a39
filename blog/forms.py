"""The forms that readers fill in; all their input passes one of them."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from blog.models import EventSignUp
from content.forms import SignedForm
from web import names
from web.emails import MailFormField
from web.public_forms import PublicForm

WITHOUT_HEALTH = _("I have left out private health details")


class CommentForm(SignedForm):
    """A comment under an article; moderated before it appears."""

    button = _("Send for reading")
    email_help = _("Not shown. We write to it only if we must.")

    text = forms.CharField(
        label=_("Comment"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Up to 1,500 characters. Be kind; we cannot diagnose here."),
        error_messages={"required": _("Write your comment.")},
    )
    left_out = forms.BooleanField(
        label=WITHOUT_HEALTH,
        error_messages={
            "required": format_lazy(_("Please tick “{words}”."), words=WITHOUT_HEALTH)
        },
    )


class TopicForm(PublicForm):
    """A suggestion for a topic: one field."""

    button = _("Suggest it")

    topic = forms.CharField(
        label=_("What should we write about?"),
        max_length=120,
        error_messages={"required": _("Name a topic, such as sleeping positions.")},
    )
    why = forms.CharField(
        label=_("Why does it matter to you?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Please leave out private health details."),
    )
    email = MailFormField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only if you would like an answer."),
    )


class SignUpForm(SignedForm):
    """A sign-up for an event."""

    button = _("Sign up")
    email_help = _("We confirm there, and write again only if something changes.")

    seats = forms.TypedChoiceField(
        label=_("How many of you?"), choices=[(n, n) for n in range(1, 7)], coerce=int
    )
    access_needs = forms.CharField(
        label=_("Anything you need to get in or take part?"),
        required=False,
        validators=[names.no_formula],
        max_length=EventSignUp._meta.get_field("access_needs").max_length,
    )
