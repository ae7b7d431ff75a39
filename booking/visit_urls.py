"""Addresses of one visit, under its personal link."""

from django.urls import path

from booking.views import changing, visit

app_name = "visit"

urlpatterns = [
    path("<str:token>/", visit.show, name="show"),
    path("<str:token>/visit.ics", visit.calendar, name="calendar"),
    path("<str:token>/time/", changing.change_time, name="change_time"),
    path("<str:token>/time/confirm/", changing.confirm_change, name="confirm_change"),
    path("<str:token>/cancel/", visit.cancel, name="cancel"),
]
