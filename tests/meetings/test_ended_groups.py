"""Of a group that has ended nothing is there any more, also before its memberships were ended (L2.6)."""

from datetime import timedelta

import pytest
from flask import Flask

from community import clock
from community.errors import NotFound
from community.groups import operations as groups
from community.meetings import operations as meetings
from community.rooms.models import Room
from community.rooms.queries.seats import who_may_hear
from tests.factories import Circle, a_circle
from tests.forums.stage import a_topic
from tests.laws import law
from tests.meetings import planned
from tests.moderation.desk import HARSH, report, said
from tests.stage import Browser


@law("L2.6")
@pytest.mark.parametrize("visibility", ["open", "closed"])
def test_nothing_of_a_group_that_has_ended_is_there(
    app: Flask, as_member: Browser, visibility: str
) -> None:
    circle = a_circle(f"{visibility}-quay", visibility)
    meeting = planned.a_meeting(circle)
    planned.published(meeting.slug)
    format_id = meetings.adopt_format(circle.moderator.id, circle.group_id, "smart")
    topic = a_topic(circle.regular, circle)
    addresses = (
        f"/groups/{circle.slug}", f"/groups/{circle.slug}/meetings", f"/groups/{circle.slug}/formats",
        f"/meetings/{meeting.slug}", f"/formats/{format_id}", f"/boards/{topic.board_id}", topic.address,
        f"/rooms/{circle.room_id}", f"/memberships/{circle.mid(circle.other)}",
    )  # fmt: skip
    before = as_member(circle.regular)
    assert [before.get(address).status_code for address in addresses] == [200] * len(addresses)
    assert "Thursday Night" in before.get("/meetings").text
    ref = said(circle, circle.other, HARSH)
    groups.close_group(circle.moderator.id, circle.slug)
    clock.move(timedelta(days=15))
    for who in ("regular", "moderator", "outsider"):
        client = as_member(circle.people[who])
        found = {address: client.get(address).status_code for address in addresses}
        assert found == dict.fromkeys(addresses, 404), who
        assert "Thursday Night" not in client.get("/meetings").text
    assert report(circle.regular, ref)  # what was said there can be reported all the same (L8.1)
    with pytest.raises(NotFound):
        report(circle.outsider, ref)


@law("L2.6", "L4.2")
def test_who_listens_when_a_group_ends_hears_no_more(circle: Circle, app: Flask) -> None:
    pair = (circle.regular.id, circle.room_id)
    assert who_may_hear(Room, [pair]) == {pair}
    groups.close_group(circle.moderator.id, circle.slug)
    clock.move(timedelta(days=15))
    assert who_may_hear(Room, [pair]) == set()
