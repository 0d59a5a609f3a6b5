"""Looking for words in a private room: for its two, line by line (L4.9, L10.1)."""

import pytest

from community.errors import NotFound
from community.groups import operations as groups
from community.registry import RoomKind, registry
from community.rooms.models import HELP, PRIVATE
from community.rooms.operations import open_seated_room
from community.rooms.queries import room_for, search_in, searching
from tests.factories import Circle, a_message
from tests.laws import law
from tests.rooms.private import a_private_room, edit, remove
from tests.stage import Browser


def found(circle: Circle, room_id: int, words: str) -> list[str]:
    """What the other finds."""
    return [said.message.body for said in search_in(circle.other.id, room_id, words).said]


@law("L4.9", "L10.1")
def test_all_the_words_whatever_their_case_and_accents_the_newest_first(circle: Circle) -> None:
    room_id = a_private_room(circle)
    for body in ("Un café à Zürich", "CAFE in zurich again", "Cafe\u0301", "Nothing"):
        a_message(circle.regular, room_id, body)
    assert found(circle, room_id, "zurich café") == ["CAFE in zurich again", "Un café à Zürich"]
    assert found(circle, room_id, "CAFÉ") == ["Café", "CAFE in zurich again", "Un café à Zürich"]
    assert found(circle, room_id, "") == found(circle, room_id, "tea") == []


@law("L4.9")
def test_today_s_words_only_and_none_of_somebody_blocked(circle: Circle) -> None:
    room_id = a_private_room(circle)
    edit(circle.regular, room_id, a_message(circle.regular, room_id, "A lantern."), "A lamp.")
    remove(circle.regular, room_id, a_message(circle.regular, room_id, "Another lantern."))
    assert found(circle, room_id, "lantern") == []
    assert found(circle, room_id, "lamp") == ["A lamp."]
    groups.block_person(circle.other.id, circle.mid(circle.regular))
    assert found(circle, room_id, "lamp") == []


@law("L4.9", "L4.1")
def test_for_nobody_else_and_in_no_other_room(circle: Circle, as_member: Browser) -> None:
    room_id = a_private_room(circle)
    a_message(circle.regular, room_id, "A lantern.")
    two = [circle.mid(circle.regular), circle.mid(circle.other)]
    help_room = open_seated_room(circle.regular.id, circle.group_id, "Help", HELP, two)
    assert as_member(circle.other).get(f"/rooms/{room_id}/search?q=lantern").status_code == 200
    for person in (circle.moderator, circle.newcomer, circle.outsider):
        assert as_member(person).get(f"/rooms/{room_id}/search?q=lantern").status_code == 404
        with pytest.raises(NotFound):
            search_in(person.id, room_id, "lantern")
    registry.room_kinds[PRIVATE] = RoomKind(
        admits=lambda *_who: True
    )  # whom a kind lets in besides
    try:
        assert room_for(circle.moderator.id, room_id)
        with pytest.raises(NotFound):
            search_in(circle.moderator.id, room_id, "lantern")
    finally:
        del registry.room_kinds[PRIVATE]
    for other in (circle.room_id, help_room):
        assert as_member(circle.other).get(f"/rooms/{other}/search?q=lantern").status_code == 404


@law("L4.9")
def test_a_call_opens_so_many_lines_and_says_where_to_look_on(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "OPENED", 4)
    monkeypatch.setattr(searching, "BATCH", 2)
    room_id = a_private_room(circle)
    a_message(circle.regular, room_id, "A lantern.")
    for number in range(5):
        a_message(circle.other, room_id, f"Line {number}.")
    first = search_in(circle.regular.id, room_id, "lantern")
    assert (first.said, first.further) == ([], 3)
    second = search_in(circle.regular.id, room_id, "lantern", before=first.further)
    assert [said.message.seq for said in second.said] == [1]
    assert search_in(circle.regular.id, room_id, "line", limit=2).further == 5


@law("L4.9")
def test_the_page_works_without_script_and_leads_to_the_line(
    circle: Circle, as_member: Browser
) -> None:
    room_id, reader = a_private_room(circle), as_member(circle.other)
    long = "Before all that I said, and said again, " * 5 + "we hung a **lantern** out."
    seq = a_message(circle.regular, room_id, long)
    assert f"/rooms/{room_id}/search" in reader.get(f"/rooms/{room_id}").text
    assert "/search" not in reader.get(f"/rooms/{circle.room_id}").text
    page = reader.get(f"/rooms/{room_id}/search?q=LANTERN").text
    assert "we hung a lantern out." in page
    assert f'href="/rooms/{room_id}?before={seq + 1}#m-{seq}"' in page
    assert "No line has these words." in reader.get(f"/rooms/{room_id}/search?q=tea").text
    for odd in ("", "?q=", "?q=%00&before=x", f"?q={'x' * 300}&before=-1"):
        assert reader.get(f"/rooms/{room_id}/search{odd}").status_code == 200


@law("L4.9")
@pytest.mark.usefixtures("limits_stand")
@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_it_can_be_asked_often_and_not_all_the_time(circle: Circle, as_member: Browser) -> None:
    room_id, reader = a_private_room(circle), as_member(circle.other)
    asked = [reader.get(f"/rooms/{room_id}/search?q=tea").status_code for _time in range(31)]
    assert asked == [200] * 30 + [429]
