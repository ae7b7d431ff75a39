"""What `locations` adds to the admin and to the apps below; run once, at the start."""

from importlib import import_module

from django.db import models
from wagtail.admin.forms.models import register_form_field_override

from locations import addresses, site_context
from locations.admin_forms import TimeOfDayField, TimeOfDayInput
from web import phones

phones.of_country(lambda: site_context.current().clinic.country.code)
addresses.of_country(lambda: site_context.current().clinic.country.code)
register_form_field_override(
    models.TimeField, override={"form_class": TimeOfDayField, "widget": TimeOfDayInput}
)

import_module("locations.handlers")
