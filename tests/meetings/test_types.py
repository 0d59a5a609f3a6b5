"""The Meeting Guide's codes, judged by its own package; and how other lists are read into them."""

import json
import os
import subprocess
from pathlib import Path

import playwright
import pytest
from flask import Flask

from community.meetings import types
from tests.laws import law

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "node_modules" / "@code4recovery" / "spec"
ASK = (
    "const spec = require(process.argv[1]);"
    "const codes = JSON.parse(process.argv[2]);"
    "console.log(JSON.stringify([codes.filter(c => !spec.isMeetingType(c)),"
    " Object.keys(spec.getTypesForLanguage('en'))]))"
)


def _node() -> str:
    brought = Path(playwright.__file__).parent / "driver" / "node"
    return os.environ.get("HEARTH_TEST_NODE") or str(brought)


@law("L5.1")
@pytest.mark.skipif(not SPEC.exists(), reason="@code4recovery/spec is not installed")
def test_the_meeting_guides_own_package_accepts_every_code_and_knows_no_other() -> None:
    asked = [_node(), "-e", ASK, str(SPEC), json.dumps(list(types.TYPES))]
    run = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=True)
    refused, theirs = json.loads(run.stdout)
    assert refused == []
    assert set(theirs) == set(types.TYPES)
    assert len(theirs) == 87


def test_every_code_has_words_of_its_own(app: Flask) -> None:
    said = [types.label_of(code) for code in types.TYPES]
    assert len(set(said)) == 87
    assert all(said)
    assert types.label_of("IP") == "IP"
    assert types.language_label("es") == "Spanish"
    assert types.language_label("xq") == "xq"


def test_languages_are_taken_out_of_the_types() -> None:
    mine = types.sort_codes(["S", "D", "por", "D"], ["en", "pt-BR"])
    assert (mine.types, mine.languages, mine.unknown) == (["D"], ["en", "es", "pt"], [])


def test_closed_holds_where_both_are_said() -> None:
    assert types.sort_codes(["O", "C", "M"]).types == ["C", "M"]


def test_what_nobody_knows_is_named() -> None:
    assert types.sort_codes(["ONL", "D-HOH", "W"], ["xx"]) == (["W"], [], ["ONL", "D-HOH", "xx"])


def test_exactly_one_of_open_and_closed_is_published() -> None:
    assert types.codes_for(["O", "C"], ["es"], "O") == ["C", "S"]
    assert types.codes_for(["D"], ["en", "zh"], "O") == ["O", "D", "EN"]
