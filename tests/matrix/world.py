"""The little world every cell of the matrix is tried in: a closed group with one person of each role."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import current_app
from flask.testing import FlaskClient

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.extensions import db
from community.groups import operations as groups
from community.groups.forms import InvitationForm, JoinForm
from community.groups.models import JoinRequest, Standing
from community.meetings import operations as meetings
from community.meetings.models import Motion
from community.meetings.queries import calendar_addresses_of
from community.members.codes import new_code
from community.members.models import CONTACT as THE_CONTACT
from community.members.models import LEAD as A_LEAD
from community.members.models import Invitation, Session
from community.members.operations import (
    ban_from_site,
    end_contact,
    end_lead,
    revoke_session,
    suspend_from_site,
)
from community.members.queries import office_held
from community.moderation import operations as moderation
from community.moderation import tickets
from community.moderation.forms import (
    ActForm,
    AppealForm,
    HandOverForm,
    NoteForm,
    RuleForm,
    ShiftForm,
)
from community.moderation.models import Act, Held, Mark, Shift
from community.portability.importing import operations as imports
from community.portability.importing.forum import read_forum
from community.portability.importing.queries import uncoded_of
from community.portability.importing.work import bring_in
from community.portability.operations import erase_member
from community.realtime.wire import rfc3339
from community.rooms.forms import MessageForm
from community.rooms.operations import post_message
from community.wellbeing.forms.checkins import CheckinForm
from community.wellbeing.forms.daily_threads import DailyThreadForm
from community.wellbeing.forms.warnings import OutlookForm
from community.wellbeing.operations.checkins import check_in
from community.wellbeing.operations.daily_threads import set_daily_thread
from community.wellbeing.operations.warnings import choose_outlook
from community.wellbeing.queries import slips_of
from community.wellbeing.queries.daily_threads import threads_for
from community.wellbeing.queries.warnings import warnings_of
from tests.factories import Circle, Person, a_circle, a_message, a_person, a_session, admit
from tests.forums.stage import a_topic
from tests.matrix.finding import FINDING, prepare_finding
from tests.matrix.grave import GRAVE, prepare_grave
from tests.matrix.helping import HELPING, prepare_helping
from tests.matrix.mentoring import MENTORING, prepare_mentoring
from tests.matrix.opening import OPENING, prepare_opening
from tests.matrix.overseeing import OVERSEEING, prepare_overseeing
from tests.matrix.roles import (
    ADMINISTRATOR,
    BANNED,
    BLOCKED,
    BLOCKER,
    CHAIR,
    CONTACT,
    ERASED,
    EXPELLED,
    EXPIRED,
    KEYLESS,
    LEAD,
    MODERATOR,
    MUTED,
    NAMED,
    NEWCOMER,
    OUTSIDER,
    REGULAR,
    REMOVED,
    REPORTING,
    SHADOWS,
    STRANGER,
    SUSPENDED,
)
from tests.matrix.rows import BUSINESS
from tests.matrix.someone import prepare_someone
from tests.matrix.walking import WALKING, prepare_walking
from tests.meetings import planned
from tests.meetings.stage import all_were_there, in_sharing
from tests.members.answering import a_contact, a_lead
from tests.moderation.desk import case_of, report
from tests.portability.brought import BOARD, FIRST, TOPIC
from tests.rooms.private import a_private_room
from tests.wellbeing.stage import a_clock, a_slip, day

WHY = ActForm("Please let others finish.", None)


BROUGHT = frozenset({"block", "claimed"})
"""What whoever tries must have done themselves."""


@dataclass
class World:
    """The group, its people by role, the names that addresses need, and the secret of everybody's browser."""

    circle: Circle
    people: dict[str, Person]
    names: dict[str, Any]
    secrets: dict[str, str] = field(default_factory=dict)

    def visitor(self, role: str) -> FlaskClient:
        """The browser of somebody in that role."""
        client = current_app.test_client()
        if role != STRANGER:
            with client.session_transaction() as cookie:
                cookie["secret"] = self.secrets[role]
        return client

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
        LEAD: a_lead(f"leading-{number}"), CONTACT: a_contact(f"outside-{number}"),
        NAMED: admit(a_person(f"named-{number}", staff=True), circle.slug, "moderator"),
        REPORTING: admit(a_person(f"reporting-{number}", staff=True), circle.slug, "moderator"),
        BLOCKED: admit(a_person(f"blocked-{number}"), circle.slug),
        BLOCKER: admit(a_person(f"blocker-{number}"), circle.slug),
    }  # fmt: skip
    people |= {role: admit(a_person(f"{role}-{number}"), circle.slug) for role in SHADOWS}
    for blocker in (circle.regular, circle.other):
        groups.block_person(blocker.id, circle.mid(people[BLOCKED]))
    groups.block_person(people[BLOCKER].id, circle.mid(circle.regular))
    in_an_hour = ActForm(WHY.reason, now() + timedelta(hours=1))
    moderation.mute_person(circle.moderator.id, circle.mid(people[MUTED]), in_an_hour)
    moderation.remove_person(circle.moderator.id, circle.mid(people[REMOVED]), in_an_hour)
    moderation.ban_person(circle.moderator.id, circle.mid(people[BANNED]), WHY)
    world = World(circle, people, _names(circle, people, number))
    world.secrets = {role: a_session(person) for role, person in people.items()}
    _shut_out(people)
    return world


def _shut_out(people: Mapping[str, Person]) -> None:
    """What ends a session: it is told to go, its owner is, or there is no owner any more."""
    suspend_from_site(OPERATOR, people[SUSPENDED].id, now() + timedelta(days=1))
    ban_from_site(OPERATOR, people[EXPELLED].id)
    mine = db.session.query(Session.id).filter_by(member_id=people[EXPIRED].id).scalar()
    revoke_session(people[EXPIRED].id, mine)
    erase_member(OPERATOR, people[ERASED].handle, True)


def _names(circle: Circle, people: Mapping[str, Person], number: str) -> dict[str, Any]:
    secret = groups.make_group_invitation(circle.moderator.id, circle.slug, InvitationForm(7, 5))
    wishing = a_person(f"wishing-{number}")
    groups.join_group(wishing.id, circle.slug, JoinForm(wishing.handle))
    a_session(people[REGULAR])
    meeting = planned.a_meeting(circle)
    topic, another = (a_topic(people[REGULAR], circle) for _topic in range(2))
    return {
        "slug": circle.slug, "room": circle.room_id, "target": circle.mid(circle.other),
        "seq": a_message(people[REGULAR], circle.room_id), "invitation": secret, "fresh": f"fresh-{number}",
        "invitation_id": db.session.query(Invitation.id).filter_by(group_id=circle.group_id).scalar(),
        "request": db.session.query(JoinRequest.id).filter_by(group_id=circle.group_id).scalar(),
        "session": db.session.query(Session.id).filter_by(member_id=people[REGULAR].id).scalar(),
        "standing": db.session.query(Standing.id).filter_by(membership_id=circle.mid(people[MUTED])).scalar(),
        "board": topic.board_id, "topic": topic.id, "another": another.id,
        "planned": meeting.slug, "date": meeting.sitting_id,
        "day_after": f"{clock.now() + timedelta(days=2):%Y-%m-%d}",
        "format": meetings.adopt_format(circle.moderator.id, circle.group_id, "twelve-step"),
        "soon": rfc3339(clock.now() + timedelta(hours=1)),
    }  # fmt: skip


def bring(world: World, first: str, client: FlaskClient) -> None:
    """What whoever tries does themselves before the door makes sense; refused where they may not."""
    if first == "block":
        client.post(f"/memberships/{world.names['target']}/block")
    elif first == "claimed":
        client.post(f"/cases/{world.names['case']}/claim")


def prepare(world: World, first: str) -> None:
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
    elif " said" in first:
        _say(world, first.partition(" ")[0])
        if first.endswith("alone"):
            end_lead(OPERATOR, office_held(world.people[LEAD].id, A_LEAD).id)
            end_contact(OPERATOR, office_held(world.people[CONTACT].id, THE_CONTACT).id)
    else:
        _prepare_more(world, first)


def _say(world: World, role: str) -> None:
    """Somebody of office, inside the group from now on, said something that will be reported."""
    person = world.people[role]
    if role != MODERATOR:
        groups.add_person(world.circle.slug, person.handle, "member")
    world.names["said"] = a_message(person, world.circle.room_id, "I sell a taper.")


def _prepare_more(world: World, first: str) -> None:
    if first in WITH_MORE:
        WITH_MORE[first](world, first)
    elif first in GRAVE:
        prepare_grave(world.people, world.names, first)
    elif first in ("meeting", "vote"):
        world.names["meeting"] = int(a_meeting(world, first).partition(":")[2])
    else:
        for family, prepare in FAMILIES:
            if first in family:
                prepare(world.circle, world.people, world.names, first)


def _report(world: World, first: str) -> None:
    """Two reported `named`, who became a moderator only then; perhaps the moderator wrote to the newcomer."""
    slug, named = world.circle.slug, world.people[NAMED]
    ref = f"{world.circle.stream}/{a_message(named, world.circle.room_id, 'I sell a taper.')}"
    groups.add_person(slug, named.handle, "member")
    world.names["report"] = report(world.people[NEWCOMER], ref)
    report(world.people[REPORTING], ref)
    groups.add_person(slug, named.handle, "moderator")
    world.names["case"] = case_of(world.names["report"]).id
    if first == "thread":
        keeper, case_id = world.circle.moderator.id, world.names["case"]
        moderation.claim_case(keeper, case_id)
        words = NoteForm("Are you well?")
        world.names["thread"] = moderation.write_to_person(
            keeper, case_id, world.people[NEWCOMER].id, words
        )


def _judge(world: World, first: str) -> None:
    """What the muted person was told, and perhaps their appeal."""
    muted = world.people[MUTED].id
    act = db.session.query(Act.id).filter_by(member_id=muted).scalar()
    world.names |= {"act": act, "ticket": tickets.ticket_for(muted, act)}
    if first == "appeal":
        world.names["appeal"] = moderation.appeal(muted, act, AppealForm("It was a song."))


def _watch(world: World, first: str) -> None:
    """A rule that marks words, and a newcomer's first post that waits, or was taken back."""
    circle, keeper = world.circle, world.circle.moderator.id
    rule_id = moderation.add_rule(keeper, circle.slug, RuleForm("words", "tea", "flag"))
    moderation.switch_rule(keeper, rule_id, True)
    a_message(circle.regular, circle.room_id, "Some tea.")
    form = MessageForm("Hello.", f"held-{circle.slug}")
    post_message(circle.newcomer.id, f"topic:{world.names['topic']}", form)
    held = db.session.query(Held.id).filter_by(group_id=circle.group_id).scalar()
    mark = db.session.query(Mark.id).filter_by(group_id=circle.group_id).scalar()
    world.names |= {"rule": rule_id, "held": held, "mark": mark}
    if first == "taken back":
        moderation.take_back_words(circle.newcomer.id, held)


def _on_duty(world: World, first: str) -> None:
    """The moderator has hours; somebody who moderates too left a note."""
    circle = world.circle
    if first == "shift":
        moderation.add_shifts(circle.moderator.id, circle.slug, ShiftForm((0,), 0, 60, "UTC"))
        world.names["shift"] = (
            db.session.query(Shift.id).filter_by(group_id=circle.group_id).scalar()
        )
        return
    other = admit(a_person(staff=True), circle.slug, "moderator")
    world.names["note"] = moderation.hand_over(
        other.id, circle.slug, HandOverForm("A quiet night.", ())
    )


def _note(world: World, first: str) -> None:
    """The regular noted their day, and the group has a thread for it."""
    circle = world.circle
    set_daily_thread(circle.moderator.id, circle.slug, DailyThreadForm(world.names["board"]))
    regular = world.people[REGULAR]
    choose_outlook(regular.id, OutlookForm(True, ("the river",)))
    noted = check_in(
        regular.id, CheckinForm.parse({"mood": "2", "whole": "yes", "line": "By the river."})
    )
    world.names["warning"] = str(warnings_of(regular.id)[0].warning.id)
    world.names |= {"noted": str(noted), "thread": str(threads_for(circle.other.id)[0].id)}


def _bring_in(world: World, first: str) -> None:
    """A forum came in from elsewhere, with a code for its one writer."""
    rows = (BOARD, TOPIC, FIRST)
    forum = read_forum("\n".join(map(json.dumps, rows)).encode(), world.circle.slug)
    _tally, import_id = bring_in(forum, world.circle.group_id, str)
    assert import_id is not None
    membership = next(iter(uncoded_of(import_id).values()))
    world.names |= {"import": import_id, "code": new_code()}
    imports.keep_codes(import_id, {membership: world.names["code"]})
    if first == "claim":
        imports.confirm_import(world.people[ADMINISTRATOR].id, import_id)


def _count(world: World, first: str) -> None:
    """The regular counts days, and something slipped."""
    regular = world.people[REGULAR]
    world.names["clock"] = a_clock(regular, 45)
    a_slip(regular, world.names["clock"], 5)
    world.names["slip"] = slips_of(regular.id, world.names["clock"])[0].id
    world.names |= {"slipped": day(2), "mine": world.circle.mid(regular)}


def _open_private_room(world: World, first: str) -> None:
    """A room for the regular and the target, in which something was said."""
    world.names["private"] = a_private_room(world.circle)
    a_message(world.circle.regular, world.names["private"])


def _somebody_now(world: World, first: str) -> None:
    """Somebody needs a person now, or offered to be one."""
    prepare_someone(world.circle, world.people, world.names, first)


WITH_MORE = {
    "clock": _count, "private": _open_private_room,
    "case": _report, "thread": _report, "act": _judge, "appeal": _judge,
    "import": _bring_in, "claim": _bring_in, "held": _watch, "taken back": _watch, "rule": _watch, "mark": _watch,
    "shift": _on_duty, "note": _on_duty,
    "noted": _note,
    "help": _somebody_now, "help peer": _somebody_now,
}  # fmt: skip
"""What takes more than a line."""


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


FAMILIES = (
    (HELPING, prepare_helping),
    (MENTORING, prepare_mentoring),
    (FINDING, prepare_finding),
    (WALKING, prepare_walking),
    (OVERSEEING, prepare_overseeing),
    (OPENING, prepare_opening),
)
"""What a feature prepares by itself: the names of it, and how."""
