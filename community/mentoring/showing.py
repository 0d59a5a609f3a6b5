"""A mentorship as one of the two sees it on a page."""

from dataclasses import dataclass
from datetime import datetime

from community.actors import is_person
from community.mentoring import policies, queries
from community.mentoring.models import CLOSING, GOING_ON, PARTING, Mentorship
from community.mentoring.words.agreement import CURRENT
from community.mentoring.words.life import PROMPTS, STATES, step


@dataclass(frozen=True)
class StepView:
    """A step in words."""

    said: str
    at: datetime


@dataclass(frozen=True)
class MentorshipView:
    """Where the two are, whom one walks with, and what one can do now."""

    id: int
    room_id: int
    group: str
    other: str
    other_id: int
    is_mentor: bool
    state: str
    state_said: str
    due_at: datetime | None
    readable: bool
    until: datetime | None
    """Until when it can be read, once it has ended, and while it can be."""

    steps: list[StepView]
    prompts: tuple[str, ...]
    can: frozenset[str]
    wishes: frozenset[str]
    asks_agreement: bool


def mentorship_view(member_id: int, mentorship: Mentorship) -> MentorshipView:
    """For one of the two."""
    other = mentorship.other(member_id)
    readable = queries.is_readable(member_id, mentorship.room_id)
    return MentorshipView(
        mentorship.id, mentorship.room_id, mentorship.mentor.group.name, other.handle, other.id,
        mentorship.mentor.member_id == member_id, mentorship.state, str(STATES[mentorship.state]), mentorship.due_at,
        readable, mentorship.readable_until() if readable else None, _steps(mentorship),
        tuple(str(prompt) for prompt in PROMPTS) if mentorship.state == CLOSING else (), _can(mentorship),
        frozenset(kind for kind in (GOING_ON, PARTING) if member_id in mentorship.wishes(kind)),
        policies.can_leave(mentorship) and mentorship.version_of(member_id) < CURRENT,
    )  # fmt: skip


def _can(mentorship: Mentorship) -> frozenset[str]:
    asked = {
        "go_on": policies.can_go_on, "pause": policies.can_pause, "resume": policies.can_resume,
        "part": policies.can_part, "leave": policies.can_leave,
    }  # fmt: skip
    return frozenset(name for name, may in asked.items() if may(mentorship))


def _steps(mentorship: Mentorship) -> list[StepView]:
    """The newest first; a step that both took at once is told once."""
    people = mentorship.people
    return [
        StepView(step(each.kind, each.why, people[each.author].handle if is_person(each.author) else ""), each.at)
        for each in reversed(mentorship.steps)
    ]  # fmt: skip
