"""The house rules that a machine can check: who imports whom, and what stays pure."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent

# What each app may import, besides itself. Whatever is not named is not allowed.
FOUNDATION = {"outbox", "web"}
HOUSE = FOUNDATION | {"locations", "accounts", "content"}
PUBLISHED = HOUSE | {"care", "therapists", "blog"}
PRIVATE = HOUSE | {"care", "clients", "intake"}
ARROWS = {
    "outbox": set(),
    "web": set(),
    "locations": FOUNDATION,
    "accounts": FOUNDATION | {"locations"},
    "content": FOUNDATION | {"locations", "accounts"},
    "care": HOUSE,
    "therapists": HOUSE | {"care"},
    "blog": HOUSE | {"care", "therapists"},
    "clients": HOUSE,
    "intake": HOUSE | {"care", "clients"},
    "booking": PRIVATE | {"therapists"},
    "onboarding": PUBLISHED | PRIVATE | {"booking"},
    "demo": PUBLISHED | PRIVATE | {"booking"},
}

# The project: it puts all of them together, and nothing imports it.
PROJECT = "clinic"

PURE = ("booking/engine/", "intake/progress.py")
WRITERS = "booking/services/"
BOOKED_TIME = {"Appointment", "Occupancy", "OccupiedTick", "Resource", "Event"}
WRITES = {"create", "bulk_create", "update", "bulk_update", "delete", "save"}
WRITES |= {"get_or_create", "update_or_create"}


def modules():
    """(path from the root, syntax tree) of every module of the apps."""
    for app in ARROWS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def imported(tree):
    """The names of all modules that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


MODELS = {model._meta.label_lower for model in apps.get_models()}


def models_named(tree):
    """Models named by strings in either case: a foreign key is an arrow."""
    for node in ast.walk(tree):
        value = getattr(node, "value", None)
        if isinstance(value, str) and value.lower() in MODELS:
            yield value.lower()


def tag_libraries():
    """(path of a template, app) of every library of ours that a template loads.

    A folder of templates that has the name of an app belongs to it.
    """
    libraries = {
        path.stem: app
        for app in ARROWS
        for path in (ROOT / app / "templatetags").glob("*.py")
    }
    for path in sorted((ROOT / "templates").rglob("*.html")):
        folder = path.relative_to(ROOT / "templates").parts[0]
        for loaded in re.findall(r"{% load ([^%]+) %}", path.read_text()):
            for name in loaded.split():
                if name in libraries and folder in ARROWS:
                    yield f"{folder}/{path.name}", libraries[name]


def test_apps_import_only_from_the_apps_they_are_allowed():
    wrong = [
        f"{path} -> {name}"
        for path, tree in modules()
        for name in {*imported(tree), *models_named(tree)}
        for app, target in [(path.split("/")[0], name.split(".")[0])]
        if target in {*ARROWS, PROJECT} and target != app and target not in ARROWS[app]
    ]
    assert wrong == []


def test_templates_load_tags_only_from_allowed_apps():
    wrong = [
        f"{path} -> {target}"
        for path, target in tag_libraries()
        for app in [path.split("/")[0]]
        if target != app and target not in ARROWS[app]
    ]
    assert wrong == []


def test_only_the_section_tag_may_query_the_database():
    """Tags format; a section, which an app answers, may query."""
    wrong = [
        f"{path} -> {name}"
        for path, tree in modules()
        if "/templatetags/" in path
        for name in imported(tree)
        if re.search(r"\bmodels\b", name) and name != "wagtail.models"
    ]
    assert wrong == []


def test_nothing_is_imported_inside_a_function():
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert wrong == []


def test_pure_modules_use_neither_django_nor_the_clock():
    wrong = [
        f"{path} -> {name}"
        for path, tree in modules()
        if path.startswith(PURE)
        for name in imported(tree)
        if name.split(".")[0] in {"django", "wagtail", "time"}
    ]
    wrong += [
        f"{path} calls now()"
        for path, tree in modules()
        if path.startswith(PURE)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
        if not isinstance(node.value, ast.Attribute | ast.Name)
        or getattr(node.value, "id", "") in {"datetime", "date"}
    ]
    assert wrong == []


# `date.today()`, `datetime.now(…)` and what else reads a clock that hangs nowhere.
CLOCKS = {"today", "utcnow", "localdate", "now"}
OF_PYTHON = {"date", "datetime"}
# Dates of naive moments, which rrule makes of dates.
DATES_ALONE = "blog/recurrence.py"


def is_local(node):
    """Whether an expression is an instant on the clock of a place, which has a date."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", "") == "astimezone"
    name = getattr(node, "attr", "") or getattr(node, "id", "")
    return name.startswith("local")


def reads_date_from_another_clock(node):
    """Whether a node takes the date of UTC or of this machine for the date."""
    if isinstance(node, ast.keyword):
        return bool(re.search(r"__date(__|$)", node.arg or ""))
    if isinstance(node, ast.Attribute) and node.attr in {"year", "month", "day"}:
        return ast.unparse(node.value) in {"now", "timezone.now()"}
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    of, name = node.func.value, node.func.attr
    if name == "date":
        return not is_local(of)
    return name in CLOCKS and (name == "localdate" or ast.unparse(of) in OF_PYTHON)


def test_dates_are_read_only_from_the_clock_of_a_location():
    wrong = [
        f"{path}:{getattr(node, 'lineno', '')}"
        for path, tree in modules()
        if path != DATES_ALONE
        for node in ast.walk(tree)
        if reads_date_from_another_clock(node)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "code",
    [
        "timezone.now().date()",
        "now.date()",
        "(now - DAY).date()",
        "date.today()",
        "datetime.now(UTC)",
        "timezone.localdate()",
        "rows.filter(at__date=day)",
        "timezone.now().year",
    ],
)
def test_the_rule_finds_dates_read_from_another_clock(code):
    assert any(map(reads_date_from_another_clock, ast.walk(ast.parse(code))))


def test_only_the_booking_services_write_booked_time():
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        if not path.startswith((WRITERS, "demo/loader/", "booking/checks.py"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and BOOKED_TIME & {n.id for n in ast.walk(node.func) if isinstance(n, ast.Name)}
    ]
    assert wrong == []


@pytest.mark.parametrize("suffix", ["utils", "helpers", "common", "mixins"])
def test_no_module_has_a_catch_all_name(suffix):
    assert [path for path, _ in modules() if path.endswith(f"/{suffix}.py")] == []


def test_every_module_has_a_docstring():
    exempt = ("__init__.py", "apps.py")
    wrong = [
        path
        for path, tree in modules()
        if not path.endswith(exempt) and not ast.get_docstring(tree)
    ]
    assert wrong == []


def test_templates_contain_no_inline_script_or_style():
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "templates").rglob("*.html")
        if "emails" not in path.parts
        if re.search(
            r"<script(?![^>]*\bsrc=)[^>]*>|\bstyle=|\bon\w+=", path.read_text()
        )
    ]
    assert wrong == []


TEMPLATE_WIDTH = 120  # characters in a line, the same as for djlint


def test_every_template_line_fits_the_width_limit():
    wrong = [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if not {"emails", "illustrations"} & set(path.parts)
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > TEMPLATE_WIDTH
    ]
    assert wrong == []
