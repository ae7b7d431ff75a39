"""URLs of the pages that prove a mailbox."""

from django.urls import path

from clients import views

app_name = "proof"

urlpatterns = [
    path("", views.ask, name="ask"),
    path("code/", views.code, name="code"),
    path("who/", views.who, name="who"),
    path("close/", views.close, name="close"),
    path("letter/<str:token>/", views.letter, name="letter"),
]
