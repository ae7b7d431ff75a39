"""How the admin reads a time of day; read once, when Django is ready."""

from django.db import models
from wagtail.admin.forms.models import register_form_field_override

from locations.admin_forms import TimeOfDayField, TimeOfDayInput

register_form_field_override(
    models.TimeField, override={"form_class": TimeOfDayField, "widget": TimeOfDayInput}
)
