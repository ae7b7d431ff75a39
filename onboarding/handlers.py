"""Onboarding's answers to the questions and signals of the apps below it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.roles import Role
from onboarding import services
from onboarding.models import Setup


def mail_is_proven() -> bool:
    """Whether nothing has to wait for the mail check."""
    return not Setup.objects.with_mail_unproven().exists()


def why_letters_wait() -> str:
    """Why no letter leaves yet, in words; empty when they do."""
    return "" if mail_is_proven() else _("Waits until the mail check has passed.")


def mail_notice(page: Page | None, request: HttpRequest) -> dict[str, object]:
    """The context of the notice on every page of the admin."""
    waits = not mail_is_proven()
    return {
        "mail_waits": waits,
        "is_owner": waits and Role.OWNER in request.user.role_names,
    }


def therapist_of_a_new_place(*, created, **signal):
    """Give somebody who works alone their therapist with the first place."""
    if created:
        services.add_lone_therapist()
