"""The house as a failing test: who may import whom, who may commit, emit or know the current user, and sizes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ROOT / "community"
FEATURES = (
    "members", "groups", "notices", "directory", "moderation", "rooms", "forums", "meetings", "wellbeing",
    "mentoring", "search", "portability",
)  # fmt: skip
KNOWS_FEATURES = {"app.py", "demo"}
NEVER = {
    "models": {"flask", "operations", "queries", "views"},
    "policies": {"flask", "flask_login", "sqlalchemy.orm", "extensions", "queries", "operations"},
    "queries": {"operations", "views", "forms"},
    "forms": {"extensions", "models.session", "operations", "queries"},
    "operations": {"flask_login", "views", "sockets"},
    "views": {"extensions"},
    "sockets": {"extensions", "views"},
    "jobs": {"extensions", "views"},
    "commands": {"extensions", "views"},
}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the application with its tree."""
    for path in sorted(CODE.rglob("*.py")):
        if "versions" not in path.parts:
            yield path, ast.parse(path.read_text())


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module name that is imported, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def feature_of(path: Path) -> str | None:
    """The feature a file belongs to."""
    first = path.relative_to(CODE).parts[0]
    return first if first in FEATURES else None


def kind_of(path: Path) -> str:
    """What sort of file it is within its feature: `operations` for operations/asks.py too."""
    return path.relative_to(CODE).parts[1].removesuffix(".py")


def found(check: str, breaches: list[str]) -> None:
    """Fail with every breach on a line."""
    assert not breaches, f"{check}:\n" + "\n".join(breaches)


def test_a_feature_imports_only_those_before_it() -> None:
    breaches = []
    for path, tree in modules():
        mine = feature_of(path)
        for name, line in imports(tree):
            parts = name.split(".")
            theirs = parts[1] if parts[0] == "community" and len(parts) > 1 else ""
            if mine and theirs in FEATURES and FEATURES.index(theirs) > FEATURES.index(mine):
                breaches.append(f"{path.relative_to(ROOT)}:{line} {name}")
    found("later features imported", breaches)


def test_the_kernel_imports_no_feature() -> None:
    breaches = []
    for path, tree in modules():
        if feature_of(path) or path.relative_to(CODE).parts[0] in KNOWS_FEATURES:
            continue
        for name, line in imports(tree):
            parts = name.split(".")
            if parts[0] == "community" and len(parts) > 1 and parts[1] in FEATURES:
                breaches.append(f"{path.relative_to(ROOT)}:{line} {name}")
    found("the kernel knows a feature", breaches)


def test_each_kind_of_file_imports_only_what_it_may() -> None:
    breaches = []
    for path, tree in modules():
        if not feature_of(path):
            continue
        for name, line in imports(tree):
            last = name.removeprefix("community.").removeprefix(f"{feature_of(path)}.")
            if last in NEVER.get(kind_of(path), set()):
                breaches.append(f"{path.relative_to(ROOT)}:{line} {name}")
    found("an import that its kind of file may not have", breaches)


def test_imports_stand_at_the_top() -> None:
    breaches = []
    for path, tree in modules():
        for function in functions(tree):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    breaches.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    found("import inside a function", breaches)


def calls(tree: ast.AST, *names: str) -> Iterator[tuple[str, int]]:
    """Every call of a method of these names."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in names
        ):
            yield node.func.attr, node.lineno


def test_only_the_writers_commit() -> None:
    breaches = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, tree in modules()
        if path.name not in ("writers.py",) and "migrations" not in path.parts
        for _name, line in calls(tree, "commit")
    ]
    found("commit outside the unit of work", breaches)


def test_only_the_realtime_kernel_emits() -> None:
    breaches = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, tree in modules()
        if "realtime" not in path.parts
        for _name, line in calls(tree, "emit")
    ]
    found("emit outside realtime", breaches)


def test_only_web_and_realtime_know_the_current_user() -> None:
    allowed = {"web.py", "app.py"}
    breaches = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in modules()
        if path.name not in allowed and "realtime" not in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "current_user"
    ]
    found("the current user is ambient here", breaches)


@pytest.mark.parametrize("library", ["bleach", "markdown_it"])
def test_only_text_makes_markup_of_words(library: str) -> None:
    breaches = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, tree in modules()
        if path.name != "text.py"
        for name, line in imports(tree)
        if name.split(".")[0] == library
    ]
    found(f"{library} outside text.py", breaches)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Every function."""
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_sizes_are_kept() -> None:
    breaches = []
    for path, tree in modules():
        lines = len(path.read_text().splitlines())
        if lines > 300:
            breaches.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for function in functions(tree):
            size = (function.end_lineno or 0) - function.lineno + 1
            if size > 40:
                breaches.append(
                    f"{path.relative_to(ROOT)}:{function.lineno} {function.name}: {size} lines"
                )
    found("too long", breaches)


def test_templates_never_call_anything_safe() -> None:
    breaches = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if "|safe" in path.read_text().replace(" ", "")
    ]
    found("|safe", breaches)


def test_templates_hold_no_script_or_style_of_their_own() -> None:
    breaches = [
        f"{path.relative_to(ROOT)}: {bad}"
        for path in (ROOT / "templates").rglob("*.html")
        for bad in (" style=", "<style", " onclick=", " onload=", "javascript:")
        if bad in path.read_text()
    ]
    found("inline script or style", breaches)


def test_the_top_level_stays_small() -> None:
    prescribed = {"community", "templates", "static", "tests", "bin", "bench", "docs"}
    there = {
        path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")
    }
    passing = {"instance", "instance-demo", "node_modules", "__pycache__"}
    assert there - passing <= prescribed
