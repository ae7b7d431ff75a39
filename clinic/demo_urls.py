"""Addresses that exist only with DEMO=1."""

from django.urls import path

from clinic import demo_views

app_name = "demo"

urlpatterns = [
    path("mail/", demo_views.mailbox, name="mailbox"),
    path("mail/<uuid:message_id>/", demo_views.mail, name="mail"),
    path("mail/<uuid:message_id>/html/", demo_views.mail_html, name="mail_html"),
    path("mail/<uuid:message_id>/file/", demo_views.mail_file, name="mail_file"),
]
