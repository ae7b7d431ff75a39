"""Addresses of one visit, under its personal link."""

from django.urls import path

from booking.public import changing, mail_link, visit_page

app_name = "visit"

urlpatterns = [
    path("mail/<str:token>/", mail_link.show, name="from_mail"),
    path("mail/<str:token>/prove/", mail_link.prove, name="prove"),
    path("mail/<str:token>/not-mine/", mail_link.disown, name="disown"),
    path("mail/<str:token>/again/", mail_link.book_again, name="book_again"),
    path("mail/<str:token>/contact/", mail_link.still_right, name="still_right"),
    path("<str:token>/", visit_page.show, name="show"),
    path("<str:token>/visit.ics", visit_page.calendar, name="calendar"),
    path("<str:token>/time/", changing.change_time, name="change_time"),
    path("<str:token>/time/confirm/", changing.confirm_change, name="confirm_change"),
    path("<str:token>/contact/", visit_page.contact, name="contact"),
    path("<str:token>/cancel/", visit_page.cancel, name="cancel"),
]
