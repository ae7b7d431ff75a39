"""A draft from before a field was renamed keeps its text."""

from importlib import import_module

import pytest
from django.apps import apps

from tests import factories, pages

pytestmark = pytest.mark.django_db


def test_a_draft_keeps_what_treatment_can_and_cannot_do():
    factories.clinic("Imani", "Tomasz")
    version = pages.condition_page(
        treatment_can="<p>Ease it.</p>", treatment_cannot="<p>Cure it.</p>"
    ).save_revision()
    renaming = import_module("blog.migrations.0006_treatment_can")

    renaming.rename(apps, renaming.OLD_NAMES)
    version.refresh_from_db()
    named_before = renaming.NEW_NAMES.keys() <= version.content.keys()
    renaming.rename(apps, renaming.NEW_NAMES)
    version.refresh_from_db()
    page = version.as_object()

    assert named_before
    assert page.treatment_can == "<p>Ease it.</p>"
    assert page.treatment_cannot == "<p>Cure it.</p>"
