"""The shared vocabulary in the Wagtail admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from care.models import Condition, Reference, Technique


class ConditionViewSet(SnippetViewSet):
    model = Condition
    icon = "help"
    list_display = ["name", "body_region"]
    list_filter = ["body_region"]
    search_backend_name = None
    search_fields = ["name", "also_called"]


class TechniqueViewSet(SnippetViewSet):
    model = Technique
    icon = "pick"
    search_backend_name = None
    search_fields = ["name"]


class ReferenceViewSet(SnippetViewSet):
    model = Reference
    icon = "openquote"
    list_display = ["key", "citation", "checked"]
    search_backend_name = None
    search_fields = ["key", "citation"]


class CareViewSetGroup(SnippetViewSetGroup):
    menu_label = "Vocabulary"
    menu_icon = "list-ul"
    menu_order = 300
    items = (ConditionViewSet, TechniqueViewSet, ReferenceViewSet)


register_snippet(CareViewSetGroup)
