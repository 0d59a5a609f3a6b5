"""What a later feature makes of a kind of room."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Signal:
    """Words that were no words but an act: the entry it became, and one's place in the queue."""

    seq: int
    position: int


@dataclass(frozen=True)
class RoomLine:
    """A line of the log that nobody wrote: what happened, or (with `html`) words that were read out under a title.

    With an `address` it leads there.
    """

    seq: int
    at: Any
    sentence: str
    html: Any = ""
    marks: str = ""
    address: str = ""


@dataclass(frozen=True)
class PointedOut:
    """Something in words that their author may want to look at before they are sent: a number, a sentence, and why.

    The number is 2^53 or more, so that it is never a rule's.
    """

    id: int
    sentence: str
    why: str


def _enters(member_id: int, room_id: int) -> Mapping[str, Any]:
    return {}


def _nobody_else(member_id: int, room_id: int) -> bool:
    return False


def _only_words(member_id: int, room_id: int, body: str) -> Signal | None:
    return None


def _goes_on(room_id: int, membership_id: int, seq: int) -> None:
    pass


def _no_first_look(group_id: int, membership_id: int) -> str:
    return ""


def _nothing_yet(room_id: int, membership_id: int) -> None:
    pass


def _no_reason(room_id: int) -> str:
    return ""


def _room_for_all(room_id: int, member_id: int) -> str:
    return ""


def _tells_all(room_id: int, member_id: int) -> bool:
    return True


def _no_lines(room_id: int, member_id: int, after: int, before: int | None) -> list[RoomLine]:
    return []


def _nothing_to_say(room_id: int, body: str) -> Sequence[PointedOut]:
    return ()


def _as_time_passes(room_id: int, before: datetime) -> datetime | None:
    return before


@dataclass(frozen=True)
class RoomKind:
    """What a later feature makes of a kind of room.

    `enter(member_id, room_id)`: what joining adds to the answer; raises Forbidden where the door is locked.
    `admits(member_id, room_id)`: of a kind with seats, whether a member of the group may read there without one.
    `signal(member_id, room_id, body)`: inside the unit, whether words that could not be posted are an act.
    `posted(room_id, membership_id, seq)`: inside the unit, after a message. `hush(room_id)`: why nobody may speak.
    `audience(room_id, member_id)`: who reads what that member writes there, in a sentence.
    `ended(room_id)`: why nothing more is written there at all, where the feature has its own words for it.
    `tells(room_id, member_id)`: whether the member wants to hear of what is said to them there.
    `lines(room_id, member_id, after, before)`: what happened between two seqs, told between what was said.
    `words_go(room_id, before)`: its words go that were said before the moment it answers (None: none yet), where the
    time of what ended before `before` has come (L4.8).
    `first_look(group_id, membership_id)`: why a moderator first looks at whatever they write there, or nothing (L3.6).
    `waits(room_id, membership_id)`: inside the unit, after words that wait for a moderator; `released(room_id,
    membership_id, seq)` after such words were posted, in place of `posted`.
    `points_out(room_id, body)`: what of the words their author is asked to look at first; it never blocks (L7.8).
    """

    enter: Callable[[int, int], Mapping[str, Any]] = _enters
    admits: Callable[[int, int], bool] = _nobody_else
    signal: Callable[[int, int, str], Signal | None] = _only_words
    posted: Callable[[int, int, int], None] = _goes_on
    hush: Callable[[int], str] = _no_reason
    ended: Callable[[int], str] = _no_reason
    audience: Callable[[int, int], str] = _room_for_all
    tells: Callable[[int, int], bool] = _tells_all
    lines: Callable[[int, int, int, int | None], list[RoomLine]] = _no_lines
    words_go: Callable[[int, datetime], datetime | None] = _as_time_passes
    first_look: Callable[[int, int], str] = _no_first_look
    waits: Callable[[int, int], None] = _nothing_yet
    released: Callable[[int, int, int], None] = _goes_on
    points_out: Callable[[int, str], Sequence[PointedOut]] = _nothing_to_say
