"""Nobody limits words in a help room: no rule, no raid mode, no limit for newcomers (L6.7)."""

import pytest
from flask import Flask

from community.extensions import db
from community.moderation import operations as moderation
from community.moderation.forms import GuardForm
from community.moderation.models import Held
from community.rooms.models import Message
from tests.factories import Circle
from tests.laws import law
from tests.moderation.desk import HARSH
from tests.stage import Browser, Live
from tests.wellbeing.helping import ask


@law("L6.7")
@pytest.mark.parametrize("door", ["page", "socket"])
def test_a_newcomer_in_raid_mode_writes_twenty_lines_at_once_in_a_help_room(
    app: Flask, circle: Circle, as_member: Browser, live: Live, door: str
) -> None:
    """Not even what a rule would hold waits there; in the lounge it does, and the newcomers' limit holds."""
    moderation.guard_group(circle.moderator.id, circle.slug, GuardForm(6))
    call = ask(circle, circle.newcomer)
    wire, client, stream = live(circle.newcomer), as_member(circle.newcomer), f"room:{call.room_id}"
    app.extensions["limiter"].on = True
    for number in range(20):
        said = {"body": f"{number}: {HARSH}", "key": f"urgent-key-{number}"}
        if door == "socket":
            answer = wire.call("post_message", stream=stream, **said)
            assert answer["ok"]
            assert "held" not in answer
        else:
            assert client.post(f"/rooms/{call.room_id}/messages", data=said).status_code == 303
    db.session.rollback()
    assert db.session.query(Message).filter_by(stream_id=call.room_id).count() == 20
    assert db.session.query(Held).count() == 0
    lounge = wire.call("post_message", stream=circle.stream, body="Hello.", key="lounge-key-1")
    assert lounge["held"] is True
    codes = {
        wire.call("post_message", stream=circle.stream, body="Hello.", key=f"lounge-key-1{n}")
        .get("error", {}).get("code")
        for n in range(12)
    }  # fmt: skip
    assert codes == {"slow_mode", "too_many"}
