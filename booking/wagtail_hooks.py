"""What booking adds to the Wagtail admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from booking.models.appointments import VISITS
from booking.staff import urls
from booking.staff.listings import AppointmentViewSet
from booking.staff.notice_settings import NoticesPanel
from booking.staff.panels import TodayPanel
from booking.staff.viewsets import ScheduleViewSetGroup
from clients import access
from clients.access import Reach


class VisitsMenuItem(MenuItem):
    """Shown to users who see any visits."""

    def is_shown(self, request):
        return access.reach(request.user, VISITS) is not Reach.NOBODY


class BooksMenuItem(MenuItem):
    """Shown to users who book for every therapist."""

    def is_shown(self, request):
        return access.reach(request.user, VISITS) is Reach.EVERYONE


@hooks.register("register_admin_urls")
def staff_urls():
    return [path("", include(urls))]


@hooks.register("register_admin_menu_item")
def today_menu_item():
    return VisitsMenuItem(
        _("Today"), reverse("booking_today"), name="today", icon_name="date", order=10
    )


@hooks.register("register_admin_menu_item")
def phone_menu_item():
    return BooksMenuItem(
        _("Book by phone"),
        reverse("booking_find"),
        name="book-by-phone",
        icon_name="plus",
        order=20,
    )


@hooks.register("register_admin_menu_item")
def calls_menu_item():
    return BooksMenuItem(
        _("Calls"),
        reverse("booking_calls"),
        name="calls",
        icon_name="comment",
        order=30,
    )


@hooks.register("register_admin_viewset")
def visits():
    return AppointmentViewSet("visits_list", url_prefix="visits/list")


@hooks.register("register_admin_viewset")
def schedule():
    return ScheduleViewSetGroup()


@hooks.register("construct_homepage_panels")
def today_panel(request, panels):
    if access.reach(request.user, VISITS) is not Reach.NOBODY:
        panels.insert(0, TodayPanel())


@hooks.register("register_account_settings_panel")
def notices_panel(request, user, profile):
    return NoticesPanel(request, user, profile)


@hooks.register("insert_global_admin_css")
def staff_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/staff.css"))
