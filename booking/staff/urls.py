"""Addresses of the staff pages, below /admin/."""

from django.urls import path

from booking.staff import calls, health, identity, impact, phone, today, visit

urlpatterns = [
    path("today/", today.today, name="booking_today"),
    path("calls/", calls.calls, name="booking_calls"),
    path("calls/<uuid:call_id>/called/", calls.called, name="booking_called"),
    path("phone/", phone.find, name="booking_find"),
    path("phone/book/", phone.book, name="booking_phone"),
    path("visits/unfit/", impact.unfit, name="booking_unfit"),
    path("visits/<uuid:appointment_id>/", visit.visit, name="booking_visit"),
    path("visits/<uuid:appointment_id>/health/", health.health, name="booking_health"),
    path("visits/<uuid:appointment_id>/step/", visit.step, name="booking_step"),
    path("visits/<uuid:appointment_id>/whose/", identity.vouch, name="booking_vouch"),
    path("visits/<uuid:appointment_id>/part/", identity.part, name="booking_part"),
    path(
        "visits/<uuid:appointment_id>/address/",
        identity.confirm_address,
        name="booking_confirm_address",
    ),
    path("visits/<uuid:appointment_id>/move/", phone.move, name="booking_move"),
    path("visits/<uuid:appointment_id>/cancel/", visit.cancel, name="booking_cancel"),
    path("visits/<uuid:appointment_id>/accept/", visit.accept, name="booking_accept"),
    path(
        "visits/<uuid:appointment_id>/decline/", visit.decline, name="booking_decline"
    ),
]
