"""Notice settings: what members of the team want to hear by mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class NoticeChoice(models.Model):
    """One user's notice settings; empty fields mean the default of their role.

    `listed_at` is when their last daily list was sent.
    """

    class Visits(models.TextChoices):
        SOON = "soon", _("At once if it is in the next two days, and a daily list")
        AT_ONCE = "at once", _("At once")
        DAILY = "daily", _("As a daily list")
        NEVER = "never", _("Not by mail")

    class Desk(models.TextChoices):
        AT_ONCE = "at once", _("At once")
        DAILY = "daily", _("As a daily list")
        NEVER = "never", _("Not by mail")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choice"
    )
    visits = models.CharField(
        _("my own visits: booked, moved, cancelled"),
        max_length=10,
        choices=Visits,
        blank=True,
    )
    desk = models.CharField(
        _("requests, calls, and mails that did not arrive"),
        max_length=10,
        choices=Desk,
        blank=True,
    )
    listed_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self):
        return gettext("notices to {user}").format(user=self.user)
