"""What makes the site look like this clinic's: its logo, its icon and its colour."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from content.colour import HEX
from content.colour_fields import ColourField
from content.tones import HOUSE_ACCENT
from content.tones_panel import TonesPanel


class BrandManager(models.Manager["Brand"]):
    def with_pictures(self) -> "Brand":
        """The row with its pictures, in one query."""
        rows = self.select_related("logo", "dark_logo", "icon")
        return rows.first() or Brand()


def _picture(name: Promise, help_text: Promise) -> models.ForeignKey:
    return models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=name,
        help_text=help_text,
    )


@register_setting(icon="image")
class Brand(BaseGenericSetting):
    """Logo, icon and accent colour; one row."""

    logo = _picture(
        _("logo"),
        _(
            "Best a PNG with a transparent background, at least 150 pixels high. "
            "Without a logo, the clinic’s name is written."
        ),
    )
    dark_logo = _picture(
        _("logo on dark"),
        _(
            "The same in light colours, for dark screens and the foot of pages. "
            "Without it, the logo stands on white there."
        ),
    )
    logo_has_name = models.BooleanField(
        _("the logo shows the clinic’s name"),
        default=True,
        help_text=_("Otherwise the name is written beside it."),
    )
    icon = _picture(
        _("icon"),
        _(
            "A square, for browser tabs and home screens. Without it, the logo is used "
            "if it is about square, or else the first letter of the name."
        ),
    )
    accent = ColourField(
        _("accent colour"),
        default=HOUSE_ACCENT,
        help_text=_(
            "For buttons, links and lines. Where it could not be read or seen, "
            "a lighter or darker tone of it is used."
        ),
    )

    objects = BrandManager()

    panels = [
        MultiFieldPanel(["logo", "dark_logo", "logo_has_name", "icon"], _("Logo")),
        MultiFieldPanel(["accent", TonesPanel()], _("Colour")),
    ]

    class Meta:
        verbose_name_plural = _("brands")
        verbose_name = _("brand")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accent__regex=rf"^{HEX.pattern}$"),
                name="brand_accent_is_a_colour",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Brand")
