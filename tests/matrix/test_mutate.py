"""Every question that is asked can be taken away, so that `mutate.py`, by hand, can try them all."""

import ast
from types import SimpleNamespace
from typing import Any

from community.config import ROOT
from tests.matrix import switch
from tests.matrix.sites import asking, questions, rewritten, sites_in

IN_A_PAGE = frozenset({"can_see_history"})
"""Questions that are asked by the page which shows the answer, and by nothing that decides."""

DEED = b"""
def deed(policies, place, person):
    if policies.is_self(place, person):
        raise PermissionError
    return [can(place, person) for can in (policies.can_mute,)], policies.can_ban(place, person)
"""


def test_every_question_is_asked_by_something_that_decides() -> None:
    asked = {site.question for path in asking() for site in sites_in(path)}
    assert {name for name in questions() if name.startswith("can_")} - asked == IN_A_PAGE


def test_a_module_is_the_same_but_for_its_questions() -> None:
    for path in asking():
        tree = rewritten(path.read_bytes(), path)
        compile(tree, str(path), "exec")
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        asked = [call for call in calls if getattr(call.func, "id", "") in ("_asked", "_asks")]
        assert len(asked) == len(sites_in(path)), path


def test_one_question_says_yes_and_the_others_are_asked() -> None:
    path = ROOT / "community" / "groups" / "operations" / "deed.py"
    made: dict[str, Any] = {}
    exec(compile(rewritten(DEED, path), str(path), "exec"), made)
    policies = SimpleNamespace(is_self=_no, can_mute=_no, can_ban=_no)
    assert made["deed"](policies, 1, 2) == ([False], False)
    for column, answer in ((43, ([True], False)), (65, ([False], True))):
        switch.open_at[:] = [f"{path.relative_to(ROOT)}:5:{column}"]
        assert made["deed"](policies, 1, 2) == answer
    switch.open_at.clear()


def _no(*facts: object) -> bool:
    return False
