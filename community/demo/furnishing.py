"""The week is lived through again: the product's own operations, with the clock moved to when each thing was done."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256

from community import clock
from community.actors import OPERATOR
from community.demo import checkins, clocks, directory, evening, forum, helping, mentoring
from community.demo.circles import CIRCLES
from community.demo.people import LEADS, PEOPLE
from community.demo.script import Circle, Said, Talk
from community.groups import operations as groups
from community.groups.forms import GroupForm, JoinForm
from community.members import operations as members
from community.members.operations import Newcomer
from community.notices import operations as notices
from community.operations import operation
from community.rooms import operations as rooms
from community.rooms import queries
from community.rooms.forms import EditForm, MessageForm, ReactionForm, RemovalForm, RoomForm

SITE = "Millbrook Peers"
UNREAD = {"teaspoon": 9, "blue-gate": 5, "woolly-hat": 3, "saltmarsh": 4, "keyring": 2}
"""How many of a room's last lines somebody has not read yet; everybody else has read everything."""

Deed = tuple[datetime, Callable[[], object]]


@dataclass
class Town:
    """What has been made so far, by the names that the scripts use."""

    present: datetime
    member_ids: dict[str, int] = field(default_factory=dict)
    group_ids: dict[str, int] = field(default_factory=dict)
    room_ids: dict[tuple[str, str], int] = field(default_factory=dict)
    seqs: dict[tuple[int, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A line of conversation, in its room."""

    town: Town
    circle: Circle
    talk: Talk
    said: Said

    @property
    def author_id(self) -> int:
        """Who says it."""
        return self.town.member_ids[self.said.who]

    @property
    def room_id(self) -> int:
        """Where."""
        return self.town.room_ids[self.circle.slug, self.talk.name]

    @property
    def stream(self) -> str:
        """The stream of that room."""
        return f"room:{self.room_id}"

    def seq_of(self, name: str) -> int:
        """The message of this room with that mark or those words."""
        return self.town.seqs[self.room_id, name]


@operation
def live_through(passphrase_hash: str, totp_keys: Mapping[str, str]) -> None:
    """Everything, in one unit: an instance is furnished wholly or not at all. The unit does not yield (on
    PostgreSQL only to wait for it), so that hardly anybody sees the moved clock.
    """
    town = Town(clock.now())
    deeds = list(_all_deeds(town, passphrase_hash, totp_keys))
    reached = deeds[0][0]
    for moment, deed in sorted(deeds, key=lambda planned: planned[0]):
        with _at(max(moment, reached)):  # on a busy machine a deed may last until after the next
            deed()
            reached = clock.now()
    _leave_unread(town)


def _all_deeds(town: Town, passphrase_hash: str, totp_keys: Mapping[str, str]) -> Iterator[Deed]:
    yield town.present - timedelta(days=42), partial(members.found_site, OPERATOR, SITE)
    for person in PEOPLE:
        newcomer = Newcomer(person.handle, passphrase_hash, totp_keys.get(person.handle))
        yield _morning(town, person.days), partial(_arrive, town, newcomer, person.administrator)
    for lead in LEADS:
        yield _morning(town, 29), partial(members.name_lead, OPERATOR, lead)
    for circle in CIRCLES:
        yield from _deeds_of(town, circle)
    hall = evening.Hall(town.present, town.member_ids, town.group_ids)
    yield from evening.deeds_of(hall)
    yield from forum.deeds_of(hall)
    yield from checkins.deeds_of(hall)
    yield from clocks.deeds_of(hall)
    yield from helping.deeds_of(hall)
    yield from mentoring.deeds_of(hall)
    yield from directory.deeds_of(hall)


def _deeds_of(town: Town, circle: Circle) -> Iterator[Deed]:
    yield _morning(town, circle.people[circle.founder][1], 1), partial(_found, town, circle)
    for handle, (role, days) in circle.people.items():
        if handle != circle.founder:
            yield _morning(town, days, 2), partial(groups.add_person, circle.slug, handle, role)
    for days, (handle, answers) in enumerate(circle.asking.items(), 1):
        yield _morning(town, days, 4), partial(_ask, town, circle, JoinForm(handle, answers))
    for talk in circle.talks:
        for said in talk.lines:
            yield from _deeds_about(Line(town, circle, talk, said))


def _deeds_about(line: Line) -> Iterator[Deed]:
    moment = line.said.moment(line.town.present)
    soon = min(timedelta(seconds=40), (line.town.present - moment) / 4)
    yield moment, partial(_say, line)
    if line.said.nods:
        yield moment + soon, partial(_nod, line)
    if line.said.better:
        yield moment + 2 * soon, partial(_correct, line)
    if line.said.gone:
        yield moment + 3 * soon, partial(_take_away, line)


def _arrive(town: Town, newcomer: Newcomer, administrator: bool) -> None:
    joined = members.add_member(OPERATOR, newcomer, administrator)
    town.member_ids[newcomer.handle] = joined.member_id


def _found(town: Town, circle: Circle) -> None:
    form = GroupForm(
        name=circle.name, purpose=circle.purpose, visibility=circle.visibility, joining=circle.joining,
        questions=circle.questions, guidelines=circle.guidelines, languages=circle.languages,
        tags=circle.tags, slug=circle.slug,
    )  # fmt: skip
    founder_id = town.member_ids[circle.founder]
    group_id = town.group_ids[circle.slug] = groups.create_group(OPERATOR, form, founder_id).id
    lounge, *others = circle.talks
    room_id = queries.rooms_of(group_id)[0].id
    rooms.change_room(founder_id, room_id, _room_form(lounge, 0))
    town.room_ids[circle.slug, lounge.name] = room_id
    for position, talk in enumerate(others, 1):
        made = rooms.add_room(OPERATOR, group_id, _room_form(talk, position))
        town.room_ids[circle.slug, talk.name] = made


def _room_form(talk: Talk, position: int) -> RoomForm:
    return RoomForm(
        name=talk.name, about=talk.about, position=position, slow_seconds=talk.slow_seconds,
        slow_reason=talk.slow_reason,
    )  # fmt: skip


def _ask(town: Town, circle: Circle, form: JoinForm) -> None:
    groups.join_group(town.member_ids[form.handle], circle.slug, form)


def _say(line: Line) -> None:
    told = f"{line.circle.slug}/{line.talk.name}/{line.said.words}"
    form = MessageForm.parse(
        {
            "body": line.said.words,
            "key": sha256(told.encode()).hexdigest()[:32],
            "note": line.said.note,
            "reply_to": line.seq_of(line.said.answers) if line.said.answers else None,
        }
    )
    posted = rooms.post_message(line.author_id, line.stream, form)
    for name in filter(None, (line.said.words, line.said.mark)):
        line.town.seqs[line.room_id, name] = posted.seq


def _correct(line: Line) -> None:
    form = EditForm.parse({"body": line.said.better})
    rooms.edit_message(line.author_id, line.stream, line.seq_of(line.said.words), form)


def _take_away(line: Line) -> None:
    own = line.said.gone == "own"
    actor = line.author_id if own else line.town.member_ids[line.circle.founder]
    form = RemovalForm.parse({} if own else {"reason": line.said.gone})
    rooms.remove_message(actor, line.stream, line.seq_of(line.said.words), form)


def _nod(line: Line) -> None:
    for reaction, handles in line.said.nods.items():
        form = ReactionForm.parse({"reaction": reaction, "on": True})
        for handle in handles.split():
            who = line.town.member_ids[handle]
            rooms.set_reaction(who, line.stream, line.seq_of(line.said.words), form)


def _leave_unread(town: Town) -> None:
    positions = {}
    for circle in CIRCLES:
        for talk in circle.talks:
            room_id = town.room_ids[circle.slug, talk.name]
            for handle in circle.people:
                last = talk.lines[-1 - min(UNREAD.get(handle, 0), len(talk.lines) - 1)]
                positions[town.member_ids[handle], room_id] = town.seqs[room_id, last.words]
    rooms.mark_read(positions)
    for handle, member_id in town.member_ids.items():
        if handle not in UNREAD:
            notices.read_notices(member_id)


@contextmanager
def _at(moment: datetime) -> Iterator[None]:
    by = moment - clock.now()
    clock.move(by)
    try:
        yield
    finally:
        clock.move(-by)


def _morning(town: Town, days: int, hours: int = 0) -> datetime:
    that_day = town.present - timedelta(days=days)
    return that_day.replace(hour=min(8 + hours, 23), minute=0, second=0, microsecond=0)
