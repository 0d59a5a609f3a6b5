"""The little world every cell of the matrix is tried in: a closed group with one person of each role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from community import clock
from community.clock import now
from community.extensions import db
from community.groups import operations as groups
from community.groups.forms import InvitationForm, JoinForm
from community.groups.models import JoinRequest, Standing
from community.meetings import operations as meetings
from community.meetings.models import Motion
from community.meetings.queries import calendar_addresses_of
from community.members.models import Invitation, Session
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.realtime.wire import rfc3339
from tests.factories import Circle, Person, a_circle, a_message, a_person, a_session, admit
from tests.forums.stage import a_topic
from tests.matrix.rows import (
    ADMINISTRATOR,
    BANNED,
    BUSINESS,
    CHAIR,
    KEYLESS,
    MODERATOR,
    MUTED,
    NEWCOMER,
    OUTSIDER,
    REGULAR,
    REMOVED,
)
from tests.meetings import planned
from tests.meetings.stage import all_were_there, in_sharing

WHY = ActForm("Please let others finish.", None)


@dataclass
class World:
    """The group, its people by role, and the names that addresses need."""

    circle: Circle
    people: dict[str, Person]
    names: dict[str, Any]

    def filled(self, template: Any) -> Any:
        """A template with the world's names in it."""
        if isinstance(template, Mapping):
            return {key: self.filled(value) for key, value in template.items()}
        if template in ("{target}", "{motion}"):
            return self.names[template[1:-1]]
        return template.format(**self.names) if isinstance(template, str) else template


def a_world() -> World:
    """One person of every role, a message by the regular, an open request, an invitation, a mute."""
    circle = a_circle()
    number = circle.slug.rpartition("-")[2]
    people = {
        OUTSIDER: circle.outsider, NEWCOMER: circle.newcomer, REGULAR: circle.regular, MODERATOR: circle.moderator,
        CHAIR: admit(a_person(f"chairing-{number}"), circle.slug, "chair"),
        KEYLESS: admit(a_person(f"keyless-{number}"), circle.slug, "moderator"),
        MUTED: admit(a_person(f"muted-{number}"), circle.slug),
        BANNED: admit(a_person(f"banned-{number}"), circle.slug),
        REMOVED: admit(a_person(f"removed-{number}"), circle.slug),
        ADMINISTRATOR: a_person(f"running-{number}", administrator=True),
    }  # fmt: skip
    in_an_hour = ActForm(WHY.reason, now() + timedelta(hours=1))
    moderation.mute_person(circle.moderator.id, circle.mid(people[MUTED]), in_an_hour)
    moderation.remove_person(circle.moderator.id, circle.mid(people[REMOVED]), in_an_hour)
    moderation.ban_person(circle.moderator.id, circle.mid(people[BANNED]), WHY)
    return World(circle, people, _names(circle, people, number))


def _names(circle: Circle, people: Mapping[str, Person], number: str) -> dict[str, Any]:
    secret = groups.make_group_invitation(circle.moderator.id, circle.slug, InvitationForm(7, 5))
    wishing = a_person(f"wishing-{number}")
    groups.join_group(wishing.id, circle.slug, JoinForm(wishing.handle))
    a_session(people[REGULAR])
    meeting = planned.a_meeting(circle)
    topic = a_topic(people[REGULAR], circle)
    return {
        "slug": circle.slug, "room": circle.room_id, "target": circle.mid(circle.other),
        "seq": a_message(people[REGULAR], circle.room_id), "invitation": secret, "fresh": f"fresh-{number}",
        "invitation_id": db.session.query(Invitation.id).filter_by(group_id=circle.group_id).scalar(),
        "request": db.session.query(JoinRequest.id).filter_by(group_id=circle.group_id).scalar(),
        "session": db.session.query(Session.id).filter_by(member_id=people[REGULAR].id).scalar(),
        "standing": db.session.query(Standing.id).filter_by(membership_id=circle.mid(people[MUTED])).scalar(),
        "board": topic.board_id, "topic": topic.id, "planned": meeting.slug, "date": meeting.sitting_id,
        "day_after": f"{clock.now() + timedelta(days=2):%Y-%m-%d}",
        "format": meetings.adopt_format(circle.moderator.id, circle.group_id, "twelve-step"),
        "soon": rfc3339(clock.now() + timedelta(hours=1)),
    }  # fmt: skip


def prepare(world: World, first: str, client: FlaskClient, who: Person | None) -> None:
    """What must have happened before the door makes sense."""
    keeper = world.circle.moderator.id
    if first == "archive":
        groups.archive_group(keeper, world.circle.slug)
    elif first == "close":
        groups.close_group(keeper, world.circle.slug)
    elif first == "publish":
        planned.published(world.names["planned"])
    elif first == "calendar":
        mine = world.people[REGULAR].id
        meetings.make_calendar_address(mine)
        world.names["calendar"] = calendar_addresses_of(mine)[0].id
    elif first in ("evening", "attended"):
        evening = in_sharing(world.circle, world.people[CHAIR])
        world.names["evening"] = evening.sitting_id
        if first == "attended":
            all_were_there(evening)
    elif first == "block" and who is not None:
        client.post(f"/memberships/{world.names['target']}/block")
    elif first in ("meeting", "vote"):
        world.names["meeting"] = int(a_meeting(world, first).partition(":")[2])


def a_meeting(world: World, event: str) -> str:
    """The stream of a meeting in which the event makes sense: its chair in the chair, unless that is to be taken."""
    chair, circle = world.people[CHAIR], world.circle
    evening = in_sharing(circle, chair)
    room_id = evening.room_id
    if event == "take_chair":
        evening.nobody_came()
    elif event in BUSINESS:
        meetings.next_phase(chair.id, room_id)
    else:
        for person in (circle.regular, circle.other):
            meetings.raise_hand(person.id, room_id)
        meetings.call_next(chair.id, room_id)
        meetings.answer_call(circle.regular.id, room_id)
    if event in ("vote", "close_motion"):
        meetings.open_motion(chair.id, room_id, "Shall we meet at eight?", False)
        world.names["motion"] = (
            db.session.query(Motion.id).filter_by(sitting_id=evening.sitting_id).scalar()
        )
    return evening.stream
