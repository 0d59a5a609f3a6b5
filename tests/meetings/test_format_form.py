"""What the format editor takes and refuses: a sentence per field, and nothing half understood (L5.3)."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.errors import Invalid
from community.meetings.forms import FormatForm, Sheet
from community.meetings.models import Reading
from tests.laws import law

SHARING = {
    "p0_kind": "sharing", "p0_title": "Sharing", "p0_minutes": "40", "p0_posting": "floor",
    "p0_share_seconds": "240",
}  # fmt: skip
USUAL = {"name": "Ours", "welcome": "", "etiquette": "", "made_from": "1", **SHARING}
FAST = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def refusals(**changed: Any) -> dict[str, str]:
    """What is said about the usual form with these changes."""
    with pytest.raises(Invalid) as refusal:
        FormatForm.parse(USUAL | changed)
    return refusal.value.fields


def part(number: int, **about: str) -> dict[str, str]:
    """Another part of sharing."""
    usual = {name.removeprefix("p0_"): said for name, said in SHARING.items()}
    return {f"p{number}_{name}": said for name, said in (usual | about).items()}


@law("L5.3")
def test_parts_and_readings_come_in_the_order_of_their_numbers(app: Flask) -> None:
    raw = USUAL | part(10, title="Last", cross_talk="yes") | part(2, title="Middle")
    raw |= {"p2_r5_title": "B", "p2_r5_body": "b", "p2_r0_title": "A", "p2_r0_body": "a\r\n\r\nb"}
    form = FormatForm.parse(raw)
    assert [phase.title for phase in form.phases] == ["Sharing", "Middle", "Last"]
    assert form.phases[1].readings == (Reading("A", "a\n\nb"), Reading("B", "b"))
    assert [phase.cross_talk for phase in form.phases] == [False, False, True]


@law("L5.3")
def test_a_format_without_sharing_is_refused(app: Flask) -> None:
    assert FormatForm.parse(USUAL).phases[0].kind == "sharing"
    assert refusals(p0_kind="closing").keys() == {"parts"}
    head = {"name": "Ours", "made_from": "1"}
    with pytest.raises(Invalid) as refusal:
        FormatForm.parse(head)
    assert refusal.value.fields.keys() == {"parts"}
    assert refusals(p0_posting="chair").keys() == {"p0_posting"}


@law("L5.3")
def test_a_hundred_parts_are_refused_and_twenty_are_not(app: Flask) -> None:
    many: dict[str, str] = {}
    for number in range(1, 100):
        many |= part(number)
    assert "here are 100" in refusals(**many)["parts"]
    few = {name: said for name, said in many.items() if int(name[1:].split("_")[0]) < 20}
    assert len(FormatForm.parse(USUAL | few).phases) == 20


@law("L5.3")
def test_a_reading_of_100_kilobytes_is_refused_in_words(app: Flask) -> None:
    told = refusals(p0_r0_title="Long", p0_r0_body="x" * 100_000)
    assert told == {"p0_r0_body": "This is 100000 characters long; there is room for 10000."}
    longest = {"p0_r0_title": "Long", "p0_r0_body": "x" * 10_000}
    assert len(FormatForm.parse(USUAL | longest).phases[0].readings[0].body) == 10_000
    several = {f"p0_r{n}_{name}": "x" * 10_000 if name == "body" else "T"
               for n in range(7) for name in ("title", "body")}  # fmt: skip
    assert "70000" in refusals(**several)["form"]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", ""), ("name", "x" * 81), ("made_from", "minus one"), ("p0_kind", "seance"),
        ("p0_kind", ["sharing"]), ("p0_title", " "), ("p0_title", "a\x00b"), ("p0_minutes", "-5"),
        ("p0_minutes", "0"), ("p0_minutes", "241"), ("p0_minutes", "٣"), ("p0_minutes", "1e9"),
        ("p0_posting", "admins"), ("p0_cross_talk", "1"), ("p0_share_seconds", "3601"),
        ("p0_share_seconds", "-1"), ("welcome", "\u202ex"), ("etiquette", {"a": 1}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field(app: Flask, field: str, said: object) -> None:
    assert refusals(**{field: said}).keys() == {field}


def test_a_reading_is_whole_or_not_there(app: Flask) -> None:
    assert refusals(p0_r0_body="Words.").keys() == {"p0_r0_title"}
    assert refusals(p0_r0_title="Title").keys() == {"p0_r0_body"}
    empty = {"p0_r0_title": " ", "p0_r0_body": "\n \n"}
    assert FormatForm.parse(USUAL | empty).phases[0].readings == ()
    many = {f"p0_r{n}_title": "T" for n in range(11)}
    assert "p0_readings" in refusals(**many)


@pytest.mark.parametrize(
    "name", ["p00_title", "p0_r01_title", "p0_author", "p1000_title", "archived_at"]
)
def test_unknown_fields_are_refused(app: Flask, name: str) -> None:
    assert "form" in refusals(**{name: "x"})


NAMES = st.sampled_from(
    ["name", "welcome", "made_from", "do", "p0_kind", "p0_title", "p1_kind", "p1_minutes", "p1_posting",
     "p2_r0_body", "p0_r1_title", "p0_cross_talk", "p0_share_seconds", "p999_kind"]
) | st.from_regex(r"p[0-9]{1,4}_[a-z_0-9]{0,12}") | st.text(max_size=12)  # fmt: skip
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.binary(max_size=9)
    | st.sampled_from(["sharing", "floor", "everyone", "12", "yes"]),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=3), some, max_size=2),
    max_leaves=4,
)  # fmt: skip


@law("L5.3")
@FAST
@given(raw=st.dictionaries(NAMES, ANYTHING, max_size=14), usual=st.booleans())
def test_whatever_is_sent_is_a_format_or_refused_in_words(
    app: Flask, raw: dict[str, Any], usual: bool
) -> None:
    told: dict[str, str] = {}
    kinds: list[str] = []
    try:
        kinds = [phase.kind for phase in FormatForm.parse(USUAL | raw if usual else raw).phases]
    except Invalid as refusal:
        told = refusal.fields
    assert all(told.values())
    assert bool(told) != ("sharing" in kinds)


@FAST
@given(
    raw=st.dictionaries(NAMES, st.text(max_size=40), max_size=14),
    order=st.from_regex(r"(add|up|down|remove|read|unread)(-[0-3]){0,2}", fullmatch=True)
    | st.text(max_size=9),
)
def test_moving_parts_about_loses_no_words(raw: dict[str, str], order: str) -> None:
    before = Sheet.typed(USUAL | raw)
    words = sorted(said for said in before.values.values() if said)
    after = sorted(
        said for said in Sheet.typed(USUAL | raw).arranged(order).values.values() if said
    )
    if order.startswith(("up", "down", "read")):
        assert after == words
    elif order.startswith("add"):
        assert set(words) <= set(after)
    else:
        assert set(after) <= set(words)


def test_a_part_moves_with_its_readings(app: Flask) -> None:
    raw = USUAL | part(1, title="Closing") | {"p1_r0_title": "Words", "p1_r0_body": "Go well."}
    sheet = Sheet.typed(raw).arranged("up-1")
    assert sheet.values["p0_title"] == "Closing"
    assert sheet.values["p0_r0_body"] == "Go well."
    assert sheet.values["p1_title"] == "Sharing"
    assert [each.touched for each in sheet.parts] == [True, False]
    assert sheet.arranged("remove-0").values.get("p0_title") == "Sharing"
