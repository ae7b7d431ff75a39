"""URLs of one intake form, under its personal link."""

from django.urls import path

from intake import views

app_name = "intake"

urlpatterns = [
    path("<str:token>/", views.tasks, name="tasks"),
    path("<str:token>/code/", views.code, name="code"),
    path("<str:token>/check/", views.check, name="check"),
    path("<str:token>/thanks/", views.thanks, name="thanks"),
    path("<str:token>/help/", views.get_help, name="help"),
    path("<str:token>/who-looked/", views.who_looked, name="who_looked"),
    path("<str:token>/<slug:page_key>/", views.page, name="page"),
]
