"""The house in numbers, for docs/house.md: `./script/counts`."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
APPS = [
    "outbox",
    "web",
    "locations",
    "accounts",
    "content",
    "care",
    "therapists",
    "blog",
    "clients",
    "intake",
    "booking",
    "demo",
    "clinic",
]


def modules(*folders):
    """(path from the root, syntax tree) of every module but migrations."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT), ast.parse(path.read_text())


def imports(tree):
    """Dotted names of what a module imports, as far down as they are named."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def upward():
    """Imports from an app that stands above, in the order of APPS."""
    order = {app: place for place, app in enumerate(APPS)}
    return [
        (path, name)
        for path, tree in modules(*APPS[:-1])
        for name in imported_apps(tree)
        if order[name] > order[path.parts[0]]
    ]


def imported_apps(tree):
    return {name.split(".")[0] for name in imports(tree)} & set(APPS)


def rooms_of_booking():
    """({rooms}, {(room, room it imports)}): folders, and modules beside them."""
    rooms, arrows = set(), set()
    for path, tree in modules("booking"):
        room = path.parts[1].removesuffix(".py")
        if room in ("__init__", "apps"):
            continue
        rooms.add(room)
        for name in imports(tree):
            parts = name.split(".")
            if parts[0] == "booking" and len(parts) > 1 and parts[1] != room:
                arrows.add((room, parts[1]))
    return rooms, {(one, other) for one, other in arrows if other in rooms}


def functions(*folders):
    """(whether all its parameters and its result are annotated, lines) of each."""
    for _, tree in modules(*folders):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                named = [each for each in taken if each.arg not in ("self", "cls")]
                is_typed = node.returns and all(each.annotation for each in named)
                yield bool(is_typed), node.end_lineno - node.lineno + 1


def lines(*folders):
    """How many lines say something."""
    return sum(
        bool(line.strip()) and not line.strip().startswith("#")
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
        for line in path.read_text().splitlines()
    )


def main():
    """Print them, one a line."""
    rooms, arrows = rooms_of_booking()
    both_ways = sum((other, one) in arrows for one, other in arrows) // 2
    everything = list(functions(*APPS))
    strict = list(functions("booking/engine", "booking/services"))
    code, tests = lines(*APPS), lines("tests")
    told = {
        "imports from an app above": len(upward()),
        "rooms in booking": len(rooms),
        "arrows between them": len(arrows),
        "of these, pairs that point both ways": both_ways,
        "functions with all types, engine and services": _share(strict),
        "functions with all types, everywhere": _share(everything),
        "longest function": max(length for _, length in everything),
        "lines of tests for a line of code": f"{tests / code:.2f}",
    }
    for what, count in told.items():
        sys.stdout.write(f"{what:<48} {count}\n")


def _share(found):
    return f"{sum(typed for typed, _ in found)} of {len(found)}"


if __name__ == "__main__":
    main()
