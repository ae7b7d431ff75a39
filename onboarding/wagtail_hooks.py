"""What onboarding adds to the Wagtail admin."""

from django.urls import path
from wagtail import hooks

from onboarding import staff_views


@hooks.register("register_admin_urls")
def mail_check_urls():
    return [
        path("mail-check/", staff_views.mail_check, name="mail_check"),
        path("mail-check/send/", staff_views.send_letter, name="mail_check_send"),
    ]
