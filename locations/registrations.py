"""Register the admin's field for times of day; run once, when Django is ready."""

from django.db import models
from wagtail.admin.forms.models import register_form_field_override

from locations.admin_forms import TimeOfDayField, TimeOfDayInput

register_form_field_override(
    models.TimeField, override={"form_class": TimeOfDayField, "widget": TimeOfDayInput}
)
