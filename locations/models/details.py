"""The clinic's details, printed in header, footer, pages and messages."""

from django.db import models
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class ClinicDetailsManager(models.Manager["ClinicDetails"]):
    def with_pages(self) -> "ClinicDetails":
        """The row with the pages it refers to, in one query."""
        rows = self.select_related("privacy_page", "rules_page", "red_flags_page")
        return rows.first() or ClinicDetails()


@register_setting(icon="home")
class ClinicDetails(BaseGenericSetting):
    """Name, strapline and how to reach the clinic; one row."""

    name = models.CharField(max_length=80, default="Our clinic")
    strapline = models.CharField(max_length=120, blank=True)
    phone = PhoneNumberField(blank=True)
    email = models.EmailField("e-mail", blank=True)
    privacy_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rules_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Changes, cancellations and other rules.",
    )
    red_flags_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="full list of red flags",
        help_text="The page with the block “All red flags”.",
    )
    emergency_note = models.CharField(
        max_length=200,
        blank=True,
        help_text="Printed at the foot of every page.",
    )
    scope_note = models.CharField(
        max_length=300,
        blank=True,
        help_text="What your therapists may and may not do.",
    )
    shows_read_counts = models.BooleanField(
        "show readers how often an article was read", default=False
    )
    demo_note = models.CharField(
        max_length=300,
        blank=True,
        help_text="Only for a demo site: says that people and places are invented.",
    )

    objects = ClinicDetailsManager()

    panels = [
        "name",
        "strapline",
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("email")], "Contact"),
        "privacy_page",
        "rules_page",
        "red_flags_page",
        MultiFieldPanel(
            [
                FieldPanel("emergency_note"),
                FieldPanel("scope_note"),
                FieldPanel("demo_note"),
            ],
            "At the foot of every page",
        ),
        "shows_read_counts",
    ]

    class Meta:
        verbose_name = "clinic details"

    def __str__(self) -> str:
        return self.name
