"""What `locations` adds to the admin and to the apps below; run once, at the start."""

from importlib import import_module

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput

from locations import addresses, site_context
from locations.admin_forms import TimeOfDayField, TimeOfDayInput
from locations.translated import TranslatedTextField
from web import phones

phones.of_country(lambda: site_context.current().clinic.country.code)
addresses.of_country(lambda: site_context.current().clinic.country.code)
register_form_field_override(
    models.TimeField, override={"form_class": TimeOfDayField, "widget": TimeOfDayInput}
)
# Wagtail says this of `TextField` alone, not of what is made from it.
register_form_field_override(
    TranslatedTextField, override={"widget": AdminAutoHeightTextInput}
)

import_module("locations.handlers")
