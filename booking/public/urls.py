"""Addresses of the booking flow, from the treatment to the last press."""

from django.urls import path

from booking.public import choosing, holding, steps

app_name = "booking"

urlpatterns = [
    path("", choosing.treatments, name="treatments"),
    path("hold/", holding.hold, name="hold"),
    path("<uuid:draft_id>/details", steps.details, name="details"),
    path("<uuid:draft_id>/safety", steps.safety, name="safety"),
    path("<uuid:draft_id>/help", steps.get_help, name="help"),
    path("<uuid:draft_id>/check", steps.check, name="check"),
    path("<uuid:draft_id>/else", steps.somebody_else, name="somebody_else"),
    path("<uuid:draft_id>/extend", steps.extend, name="extend"),
    path("<uuid:draft_id>/call", steps.call_me, name="call"),
    path("<slug:treatment_slug>/times/", choosing.times, name="times"),
    path("<slug:treatment_slug>/therapist/", choosing.who, name="who"),
    path("<slug:treatment_slug>/location/", choosing.where, name="where"),
]
