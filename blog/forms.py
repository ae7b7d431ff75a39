"""The forms that readers fill in; all their input passes one of them."""

from django import forms

from blog.models import EventSignUp
from content.forms import SignedForm
from web import names
from web.emails import MailFormField
from web.public_forms import PublicForm

WITHOUT_HEALTH = "I have left out private health details"


class CommentForm(SignedForm):
    """A comment under an article; moderated before it appears."""

    button = "Send for reading"
    email_help = "Not shown. We write to it only if we must."

    text = forms.CharField(
        label="Comment",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Up to 1,500 characters. Be kind; we cannot diagnose here.",
        error_messages={"required": "Write your comment."},
    )
    left_out = forms.BooleanField(
        label=WITHOUT_HEALTH,
        error_messages={"required": f"Please tick “{WITHOUT_HEALTH}”."},
    )


class TopicForm(PublicForm):
    """A suggestion for a topic: one field."""

    button = "Suggest it"

    topic = forms.CharField(
        label="What should we write about?",
        max_length=120,
        error_messages={"required": "Name a topic, such as sleeping positions."},
    )
    why = forms.CharField(
        label="Why does it matter to you?",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Please leave out private health details.",
    )
    email = MailFormField(
        label="E-mail",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Only if you would like an answer.",
    )


class SignUpForm(SignedForm):
    """A sign-up for an event."""

    button = "Sign up"
    email_help = "We confirm there, and write again only if something changes."

    seats = forms.TypedChoiceField(
        label="How many of you?", choices=[(n, n) for n in range(1, 7)], coerce=int
    )
    access_needs = forms.CharField(
        label="Anything you need to get in or take part?",
        required=False,
        validators=[names.no_formula],
        max_length=EventSignUp._meta.get_field("access_needs").max_length,
    )
