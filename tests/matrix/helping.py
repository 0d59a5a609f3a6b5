"""The rows of the directory and of the crisis lines, and what must have happened before they make sense."""

import json
from collections.abc import Mapping
from typing import Any

from community.directory import operations
from community.directory.findtreatment import read_rows
from community.wellbeing.crisis import operations as crisis
from community.wellbeing.crisis.forms import LineForm
from tests.directory.stage import HARBOUR, a_suggestion, an_entry
from tests.factories import Circle, Person
from tests.matrix.roles import (
    ADMINISTRATOR,
    EVERYBODY,
    INSIDE,
    LEAD,
    RUNNING,
    SIGNED_IN,
    STAFF,
    Row,
)  # fmt: skip

KEEPING = frozenset({ADMINISTRATOR, LEAD})
"""Who looks after the site's list."""

HELPING = frozenset(
    {"listed", "suggested", "retired", "ours", "batch", "crisis line", "crisis line off"}
)
ROW = {"name1": "Bluebonnet", "city": "Austin", "state": "TX", "phone": "512-555-0100"}
LINE = {
    "country": "ie",
    "sort": "line",
    "name": "A line",
    "phone": "1800 000",
    "source": "a-line.example",
}

PAGES = {
    "directory.list_entries": Row("L11.1", EVERYBODY, "/directory"),
    "directory.list_group_entries": Row("L11.1", INSIDE, "/groups/{slug}/directory"),
    "directory.show_entry": Row("L11.1", EVERYBODY, "/directory/{entry}", first="listed"),
    "directory.new_entry": Row("L11.1", SIGNED_IN, "/directory/new"),
    "directory.new_group_entry": Row("L11.1", INSIDE, "/groups/{slug}/directory/new"),
    "directory.list_mine": Row("L11.1", SIGNED_IN, "/directory/mine"),
    "directory.show_keeping": Row("L11.1", KEEPING, "/directory/keeping"),
    "directory.show_group_keeping": Row("L11.1", STAFF, "/groups/{slug}/directory/keeping"),
    "directory.edit_entry": Row("L11.1", KEEPING, "/directory/{entry}/edit", first="listed"),
    "directory.show_batch": Row("L11.1", KEEPING, "/directory/batches?kind=clinic&region=TX", first="batch"),
    "crisis.list_lines": Row("L6.6", RUNNING, "/site/crisis"),
    "crisis.new_line": Row("L6.6", RUNNING, "/site/crisis/new"),
    "crisis.show_line": Row("L6.6", RUNNING, "/site/crisis/{line}", first="crisis line"),
}  # fmt: skip
ACTS = {
    "directory.create_entry": Row("L11.1", SIGNED_IN, "/directory", HARBOUR),
    "directory.create_group_entry": Row("L11.1", INSIDE, "/groups/{slug}/directory", HARBOUR),
    "directory.change_openness": Row("L11.1", RUNNING, "/directory/openness", {"open": "yes"}),
    "directory.change_entry": Row("L11.1", STAFF, "/directory/{entry}/edit", HARBOUR, "ours"),
    "directory.create_approval": Row("L11.1", KEEPING, "/directory/{entry}/approval", first="suggested"),
    "directory.create_refusal": Row("L11.1", KEEPING, "/directory/{entry}/refusal", first="suggested"),
    "directory.create_check": Row("L11.1", KEEPING, "/directory/{entry}/check", first="listed"),
    "directory.create_owner": Row("L11.1", STAFF, "/directory/{entry}/owner", first="ours"),
    "directory.create_retirement": Row("L11.1", KEEPING, "/directory/{entry}/retirement", first="listed"),
    "directory.create_return": Row("L11.1", KEEPING, "/directory/{entry}/return", first="retired"),
    "directory.create_batch_approval": Row(
        "L11.1", KEEPING, "/directory/batches/approval", {"kind": "clinic", "region": "TX"}, "batch"
    ),
    "directory.create_batch_discarding": Row(
        "L11.1", KEEPING, "/directory/batches/discarding", {"kind": "clinic", "region": "TX"}, "batch"
    ),
    "crisis.create_line": Row("L6.6", RUNNING, "/site/crisis", LINE),
    "crisis.change_line": Row("L6.6", RUNNING, "/site/crisis/{line}", LINE, "crisis line"),
    "crisis.create_confirmation": Row("L6.6", RUNNING, "/site/crisis/{line}/confirmation", first="crisis line"),
    "crisis.create_retirement": Row("L6.6", RUNNING, "/site/crisis/{line}/retirement", first="crisis line"),
    "crisis.create_return": Row("L6.6", RUNNING, "/site/crisis/{line}/return", first="crisis line off"),
}  # fmt: skip


def prepare_helping(
    circle: Circle, people: Mapping[str, Person], names: dict[str, Any], first: str
) -> None:
    """An entry of the site or of the group, or a crisis line, that far."""
    running = people[ADMINISTRATOR]
    if first.startswith("crisis line"):
        names["line"] = crisis.add_line(running.id, LineForm.parse(LINE))
        if first == "crisis line off":
            crisis.retire_line(running.id, names["line"])
    elif first == "batch":
        operations.bring_in(read_rows(json.dumps([ROW]).encode())[0])
    elif first == "ours":
        names["entry"] = an_entry(circle.moderator, circle)
    elif first == "suggested":
        names["entry"] = a_suggestion(circle.other)
    else:
        names["entry"] = an_entry(running)
        if first == "retired":
            operations.retire_entry(running.id, names["entry"])
