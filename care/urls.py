"""The search over everything that is published."""

from django.urls import path

from care import views

app_name = "care"
urlpatterns = [path("", views.search, name="search")]
