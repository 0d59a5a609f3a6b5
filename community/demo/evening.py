"""The demo's meetings are planned and, as far as they lie behind, lived through like everything else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from zoneinfo import ZoneInfo

from community.actors import OPERATOR
from community.demo.evenings import KETTLE, PLANS, PORCH, TOPIC, TURNS, WAITING, Plan, Turn
from community.groups.queries import membership_of
from community.meetings import operations as meetings
from community.meetings import queries
from community.meetings.forms import MeetingForm
from community.meetings.models import Sitting
from community.meetings.models.sittings import LOBBY
from community.meetings.operations.participation import note_spoke
from community.meetings.schedule import first_of
from community.rooms import operations as rooms
from community.rooms.forms import MessageForm

REGULARS = ("woolly-hat", "half-past-six", "plumtree", "blue-gate", "gravel", "second-cup")
STAYED = 55
"""Minutes."""

Deed = tuple[datetime, Callable[[], object]]


@dataclass(frozen=True)
class Hall:
    """Who is who, and where the groups are."""

    present: datetime
    member_ids: Mapping[str, int]
    group_ids: Mapping[str, int]
    meeting_ids: dict[str, int] = field(default_factory=dict)

    def starts(self, plan: Plan) -> datetime:
        """The next beginning of a plan, or of one that is on the last."""
        there = self.present.astimezone(ZoneInfo(plan.zone))
        if isinstance(plan.at, int):
            minute = there + timedelta(minutes=plan.at)
            return minute.replace(minute=minute.minute // 5 * 5, second=0, microsecond=0)
        hour, minutes = map(int, plan.at.split(":"))
        start = there.replace(hour=hour, minute=minutes, second=0, microsecond=0)
        start += timedelta(days=0 if plan.weekday is None else (plan.weekday - there.weekday()) % 7)
        again = timedelta(days=1 if plan.weekday is None else 7)
        return start if start > there else start + again


def deeds_of(hall: Hall) -> Iterator[Deed]:
    """Everything that is done about meetings, with its moment."""
    for plan in PLANS:
        yield hall.present - timedelta(weeks=plan.weeks, days=1), partial(_plan, hall, plan)
        yield hall.present - timedelta(days=2), partial(_sign_up, hall, plan)
    tonight = hall.starts(KETTLE)
    for weeks in range(KETTLE.weeks, 0, -1):
        start = tonight - timedelta(weeks=weeks)
        yield start - LOBBY, partial(_open, hall, KETTLE, start)
        yield start + timedelta(minutes=KETTLE.minutes), partial(_was_held, hall, start)
    yield tonight - LOBBY, partial(_open, hall, KETTLE, tonight)
    yield from _tonight(hall, tonight)
    porch = hall.starts(PORCH)
    yield min(porch - LOBBY, hall.present), partial(_open, hall, PORCH, porch)


def _tonight(hall: Hall, start: datetime) -> Iterator[Deed]:
    chair = partial(_as_chair, hall)
    yield start, partial(chair, meetings.next_phase)
    yield start + timedelta(seconds=20), partial(chair, meetings.paste_reading, 0)
    yield start + timedelta(minutes=2), partial(_on_to_sharing, hall)
    for turn in TURNS:
        yield from _turn(hall, turn, last=turn is TURNS[-1])
    for number, who in enumerate(WAITING):
        at = hall.present - timedelta(seconds=70 - 20 * number)
        yield at, partial(_as, hall, who, meetings.raise_hand)


def _turn(hall: Hall, turn: Turn, last: bool) -> Iterator[Deed]:
    called = hall.present - timedelta(minutes=turn.ago)
    yield called - timedelta(seconds=30), partial(_as, hall, turn.who, meetings.raise_hand)
    yield called, partial(_as_chair, hall, meetings.call_next)
    for number, words in enumerate(turn.lines):
        yield called + timedelta(seconds=15 + 35 * number), partial(_say, hall, turn.who, words)
    if not last:
        ended = called + timedelta(seconds=30 + 35 * len(turn.lines))
        yield ended, partial(_as_chair, hall, meetings.thank_person)


def _plan(hall: Hall, plan: Plan) -> None:
    group_id = hall.group_ids[plan.slug]
    starts = hall.starts(plan).replace(tzinfo=None) - timedelta(weeks=plan.weeks)
    rule = "FREQ=DAILY" if plan.weekday is None else "FREQ=WEEKLY"
    form = MeetingForm(
        name=plan.name, about=plan.about, zone=plan.zone, starts=first_of(starts, plan.zone, rule), rule=rule,
        minutes=plan.minutes, types=plan.types, languages=plan.languages, visibility=plan.visibility,
        format_id=meetings.adopt_format(OPERATOR, group_id, plan.shipped),
    )  # fmt: skip
    hall.meeting_ids[plan.name] = meetings.add_meeting(OPERATOR, group_id, form).id


def _sign_up(hall: Hall, plan: Plan) -> None:
    for handle in plan.fans:
        meetings.follow_meeting(hall.member_ids[handle], hall.meeting_ids[plan.name])
    chair = {"chair": plan.chair} if plan.chair else {}
    for role, handle in {**chair, **plan.duties}.items():
        sitting = _sitting(hall, plan, hall.starts(plan))
        meetings.sign_up(hall.member_ids[handle], sitting.id, role)


def _open(hall: Hall, plan: Plan, start: datetime) -> None:
    meetings.open_lobby(_sitting(hall, plan, start).id)


def _on_to_sharing(hall: Hall) -> None:
    _as_chair(hall, meetings.set_topic, TOPIC)
    while not _is_sharing(hall):
        _as_chair(hall, meetings.next_phase)


def _is_sharing(hall: Hall) -> bool:
    part = queries.part_of(_sitting(hall, KETTLE, hall.starts(KETTLE)))
    return part is not None and part.kind == "sharing"


def _was_held(hall: Hall, start: datetime) -> None:
    """An evening that lies behind: who was there, and that it was closed."""
    sitting = _sitting(hall, KETTLE, start)
    group_id, first = hall.group_ids[KETTLE.slug], int(start.timestamp()) // 60
    known = [hall.member_ids[who] for who in REGULARS if who in hall.member_ids]
    there = [membership_of(member_id, group_id) for member_id in known]
    assert sitting.room_id is not None
    marks = {
        (first + minute, sitting.room_id, mine.id)
        for mine in there
        if mine is not None
        for minute in range(STAYED)
    }
    meetings.count_minutes(frozenset(marks))
    for mine in there:
        if mine is not None:
            note_spoke(sitting, mine.id)
    meetings.close_sitting(sitting.id)


def _say(hall: Hall, who: str, words: str) -> None:
    key = sha256(f"{KETTLE.name}/{words}".encode()).hexdigest()[:32]
    form = MessageForm.parse({"body": words, "key": key})
    rooms.post_message(hall.member_ids[who], f"room:{_room_id(hall)}", form)


def _as_chair(hall: Hall, act: Callable[..., object], *more: object) -> None:
    _as(hall, KETTLE.chair, act, *more)


def _as(hall: Hall, who: str, act: Callable[..., object], *more: object) -> None:
    act(hall.member_ids[who], _room_id(hall), *more)


def _room_id(hall: Hall) -> int:
    room_id = _sitting(hall, KETTLE, hall.starts(KETTLE)).room_id
    assert room_id is not None
    return room_id


def _sitting(hall: Hall, plan: Plan, start: datetime) -> Sitting:
    return queries.sittings_of([hall.meeting_ids[plan.name]], start.astimezone(UTC))[0]
