"""URLs that exist only with DEMO=1."""

from django.urls import path

from demo import views

app_name = "demo"

urlpatterns = [
    path("mail/", views.mailbox, name="mailbox"),
    path("mail/<uuid:message_id>/", views.mail, name="mail"),
    path("mail/<uuid:message_id>/html/", views.mail_html, name="mail_html"),
    path("mail/<uuid:message_id>/file/", views.mail_file, name="mail_file"),
]
