"""The preview of a page opens however much of it is missing."""

import pytest
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.roles import Role
from content.models import HomePage
from locations.models import ClinicDetails
from tests import factories, pages

pytestmark = pytest.mark.django_db

MODELS = [model for model in get_page_models() if model not in (Page, HomePage)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_preview_of_a_page_with_only_a_title_opens(model, sign_in):
    factories.clinic("Imani")
    ClinicDetails.objects.update(shows_read_counts=True)
    parent = parent_for(model)
    editor = sign_in(factories.staff(Role.OWNER))
    app, name = model._meta.app_label, model._meta.model_name
    address = f"/admin/pages/add/{app}/{name}/{parent.pk}/"
    form = editor.get(address).context["form"]

    data = {name: blank_value(form[name]) for name in form.fields}
    data |= {"title": "Begun", "slug": "begun"}
    editor.post(f"{address}preview/", nested_form_data(data))

    # Where a row is missing that the page presents, the editor is told so there.
    assert editor.get(f"{address}preview/").status_code == 200


def blank_value(field):
    """What a browser posts for a field that nobody has touched."""
    if hasattr(field.field, "block"):
        return streamfield([])
    if isinstance(field.field.widget, DraftailRichTextArea):
        return rich_text("")
    return field.value() or ""


def parent_for(model):
    """A page under which one of this model may stand."""
    parent = model.clean_parent_page_models()[0]
    return pages.home() if parent is HomePage else pages.index(parent, "above")
