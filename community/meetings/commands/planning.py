"""bin/hearth meeting: acts of OPERATOR."""

from collections.abc import Mapping
from typing import Any

import click
from flask.cli import AppGroup

from community.actors import OPERATOR
from community.meetings import operations, queries, wording
from community.meetings.forms import MeetingForm
from community.meetings.forms.times import HOWS, WEEKLY
from community.meetings.models import Meeting
from community.meetings.models.schedule import MEMBERS, VISIBILITIES
from community.rooms.queries import group_at

meeting = AppGroup("meeting", help="The meetings of a group.")


@meeting.command("add", help="Plan a meeting of the group SLUG; its address and its room's stream.")
@click.argument("slug")
@click.option("--name", required=True, help="What people call it.")
@click.option("--how", type=click.Choice(HOWS), default=WEEKLY, show_default=True)
@click.option("--date", default="", help="The first date, as 2026-11-26.")
@click.option("--time", default="", help="The time of day there, as 19:30.")
@click.option("--zone", default="", help="By whose clock. [default: the group's]")
@click.option("--minutes", default="60", show_default=True)
@click.option("--days", default="", help="Weekly on several days: MO,TH.")
@click.option("--rule", default="", help="With --how rule: an RRULE of RFC 5545.")
@click.option("--visibility", type=click.Choice(VISIBILITIES), default=MEMBERS, show_default=True)
def add(slug: str, **said: Any) -> str:
    """Plan a meeting, with a room of its own and the group's usual format."""
    group = group_at(slug)
    form = MeetingForm.parse(_typed({**said, "zone": said["zone"] or group.zone}))
    made = operations.add_meeting(OPERATOR, group.id, form)
    return _line(queries.meeting_told_of(made.id))


@meeting.command("list", help="The meetings of the group SLUG: address, room, when.")
@click.argument("slug")
def list_meetings(slug: str) -> str:
    """One line a meeting."""
    return "\n".join(_line(each) for each in queries.meetings_in(group_at(slug).id))


def _typed(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value != ""}


def _line(each: Meeting) -> str:
    room = f"room:{each.room_id}" if each.room_id is not None else "elsewhere"
    return f"/meetings/{each.slug}\t{room}\t{wording.rule_in_words(each)}\t{each.name}"
