"""The shared vocabulary in the Wagtail admin."""

from django.contrib import messages as flash
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import ObjectList, extract_panel_definitions_from_model_class
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    DeleteView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from care.models import Condition, Exercise, Muscle, Reference, Technique, Term
from care.models.vocabulary import Shared
from care.usage import used_by
from content.slug_panels import named_panels


class SharedDeleteView(DeleteView):
    """Refuses to delete a row while something refers to it, and says what."""

    def dispatch(self, request, *args, **kwargs):
        if users := used_by(self.object):
            flash.error(request, _still_used(self.object, users))
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)


class SharedViewSet(SnippetViewSet):
    """Viewset of a model that other rows and pages refer to."""

    delete_view_class = SharedDeleteView
    search_backend_name = None
    search_fields = ["name"]

    def get_edit_handler(self):
        panels = named_panels(extract_panel_definitions_from_model_class(self.model))
        return ObjectList(panels).bind_to_model(self.model)


class ConditionViewSet(SharedViewSet):
    model = Condition
    icon = "help"
    list_display = ["name", "body_region"]
    list_filter = ["body_region"]
    search_fields = ["name", "also_called"]


class ExerciseViewSet(SharedViewSet):
    model = Exercise
    icon = "pick"
    list_display = [
        "name",
        "purpose",
        "level",
        Column("dose_in_words", label=_("dose")),
    ]
    list_filter = ["purpose", "level"]


class TechniqueViewSet(SharedViewSet):
    model = Technique
    icon = "pick"


class MuscleViewSet(SharedViewSet):
    model = Muscle
    icon = "link"
    list_display = ["name", "pronunciation"]


class TermViewSet(SharedViewSet):
    model = Term
    icon = "openquote"
    list_display = ["name", "pronunciation", "misspellings"]
    search_fields = ["name", "misspellings"]


class ReferenceViewSet(SharedViewSet):
    model = Reference
    icon = "openquote"
    list_display = [
        "key",
        Column("citation", label=_("citation")),
        Column("lacks", label=_("Not shown to readers; lacks")),
    ]
    list_export = ["key", "authors", "title", "source", "year", "doi", "address"]
    search_fields = ["key", "authors", "title"]


class CareViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Vocabulary")
    menu_icon = "list-ul"
    menu_order = 300
    items = (
        ConditionViewSet,
        ExerciseViewSet,
        TechniqueViewSet,
        MuscleViewSet,
        TermViewSet,
        ReferenceViewSet,
    )


register_snippet(CareViewSetGroup)


@hooks.register("before_bulk_action")
def keep_what_is_used(request, action_type, objects, action):
    """Apply the refusal of a single deletion to bulk deletion."""
    if action_type != "delete":
        return None
    for row in objects:
        users = used_by(row) if isinstance(row, Shared) else []
        if users:
            flash.error(request, _still_used(row, users))
            return redirect(request.path.rsplit("/bulk/", 1)[0] + "/")
    return None


def _still_used(row, users):
    words = gettext("“{row}” is still used by {users}. Change those first.")
    return words.format(row=row, users=", ".join(users))
