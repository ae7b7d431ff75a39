"""The one-time address that opens an empty clinic."""

from django.urls import path

from onboarding import views

urlpatterns = [path("<str:token>/", views.open_clinic, name="open_clinic")]
