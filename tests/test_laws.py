"""Every law that this version keeps is named by a test."""

import ast
from pathlib import Path

from tests.laws import LANDED, LATER

TESTS = Path(__file__).parent


def named_laws() -> set[str]:
    """Every law that some test names."""
    named: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "law":
                named |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return named


def test_every_law_that_landed_is_named_by_a_test() -> None:
    unproven = sorted(LANDED.keys() - named_laws())
    assert not unproven, f"no test names {', '.join(unproven)}"


def test_no_test_names_a_law_that_does_not_exist() -> None:
    unknown = named_laws() - LANDED.keys() - set(LATER)
    assert not unknown
