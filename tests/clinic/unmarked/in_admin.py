"""Unmarked names of models, fields and blocks that people read in the admin.

Django makes a name of a field or model that is given none, and Wagtail one of a block:
English that no catalogue has.
"""

from collections import defaultdict
from pathlib import Path

from django.apps import apps
from django.core.checks.urls import check_url_config
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.viewsets import viewsets
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from clinic.translations import ROOT

NOT_SHIPPED = {"demo"}


def ours():
    """The labels of our own apps."""
    return {
        app.label
        for app in apps.get_app_configs()
        if Path(app.path).parent == ROOT and app.label not in NOT_SHIPPED
    }


def shown():
    """The names of fields that forms and lists of the admin show, by their model."""
    check_url_config(None)  # which reads the addresses, and so registers the viewsets
    found, apps_of_ours = defaultdict(set), ours()
    for model, names in [*_of_pages(), *_of_settings(), *_of_viewsets()]:
        if model._meta.app_label in apps_of_ours:
            found[model] |= names
    return found


def _of_pages():
    for page in get_page_models():
        yield page, set()
        yield from _of_panels(page.get_edit_handler())


def _of_settings():
    for model in settings_registry:
        yield model, set()
        yield from _of_panels(get_setting_edit_handler(model))


def _of_viewsets():
    for viewset in viewsets.viewsets:
        model = getattr(viewset, "model", None)
        if not hasattr(viewset, "get_form_class"):
            continue
        listed = [*_given(viewset, "list_display"), *_given(viewset, "list_filter")]
        named = {name for name in listed if isinstance(name, str)}
        yield model, named - {"__str__"}
        if panels := getattr(viewset, "_edit_handler", None):
            yield from _of_panels(panels)
        else:
            yield model, set(viewset.get_form_class().base_fields)


def _given(viewset, name):
    value = getattr(viewset, name, ())
    return value if isinstance(value, list | tuple | dict) else ()


def _of_panels(panel):
    if isinstance(panel, InlinePanel):
        yield from _of_panels(panel.child_edit_handler)
    elif isinstance(panel, FieldPanel):
        yield panel.model, {panel.field_name}
    for child in getattr(panel, "children", ()):
        yield from _of_panels(child)


def fields():
    """Every shown field of ours that has no marked name, as Model.field."""
    return sorted(
        f"{model.__name__}.{name}"
        for model, names in shown().items()
        for name in names
        if not _has_marked_name(model, name)
    )


def _has_marked_name(model, name):
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        described = getattr(getattr(model, name, None), "short_description", "")
        return isinstance(described, Promise) or not hasattr(model, name)
    is_ours = field.model._meta.app_label in ours() and not field.auto_created
    return not is_ours or isinstance(field.verbose_name, Promise)


def models():
    """Every shown model without a marked name; of pages no plural is shown."""
    found = []
    for model in shown():
        options = model._meta
        if not isinstance(options.verbose_name, Promise):
            found.append(model.__name__)
        if not issubclass(model, Page) and "verbose_name_plural" not in (
            options.original_attrs
        ):
            found.append(f"{model.__name__} (plural)")
    return sorted(found)


def blocks():
    """Every block of ours inside another without a marked label, as Block.name."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, StreamField) and model._meta.app_label in ours():
                found |= set(_of_block(field.stream_block))
    return sorted(found)


def _of_block(block):
    for name, child in getattr(block, "child_blocks", {}).items():
        is_ours = not type(block).__module__.startswith("wagtail.images")
        if is_ours and not isinstance(getattr(child.meta, "label", ""), Promise):
            yield f"{type(block).__name__}.{name}"
        yield from _of_block(child)
    if child := getattr(block, "child_block", None):
        yield from _of_block(child)
