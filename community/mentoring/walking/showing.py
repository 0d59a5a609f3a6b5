"""The way of two as one of them sees it on a page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from community.clock import now
from community.mentoring.models import Mentorship
from community.mentoring.programmes.content import Content, content_in
from community.mentoring.programmes.models import ProgrammeVersion
from community.mentoring.programmes.queries import offered_in
from community.mentoring.programmes.words import length, rhythm, window
from community.mentoring.rhythms import rhythm_in
from community.mentoring.walking import policies, queries
from community.mentoring.walking.length import is_near
from community.mentoring.walking.models import CheckinRhythm, ProgrammeWalk
from community.mentoring.walking.queries import ItemView
from community.mentoring.walking.strip import Mark, strip_of
from community.wellbeing.days import day_in


@dataclass(frozen=True)
class RhythmView:
    """A rhythm that holds, or that one proposed."""

    id: int
    said: str
    hours: str
    mine: bool
    next: date | None


@dataclass(frozen=True)
class ProgrammeView:
    """A programme that two walk by, or that one proposed."""

    id: int
    content: Content
    length: str
    number: int
    mine: bool
    over_at: datetime | None
    near: bool
    wished: bool


@dataclass(frozen=True)
class WalkView:
    """What stands between the two, and what this one of them can do."""

    id: int
    room_id: int
    group: str
    other: str
    is_mentee: bool
    can_write: bool
    can_propose: bool
    strip: list[Mark]
    items: list[ItemView]
    rhythm: RhythmView | None
    rhythm_waits: RhythmView | None
    programme: ProgrammeView | None
    programme_waits: ProgrammeView | None
    newer: ProgrammeVersion | None
    offered: list[tuple[int, str]]

    def of(self, kind: str) -> list[ItemView]:
        """The goals, the tasks, or the steps."""
        return [one for one in self.items if one.kind == kind]


def walk_view(member_id: int, mentorship: Mentorship, can_speak: bool) -> WalkView:
    """For one of the two."""
    items = queries.items_of(mentorship.id)
    agreed, rhythm_waits = queries.standing(CheckinRhythm, mentorship.id)
    walked, walk_waits = queries.standing(ProgrammeWalk, mentorship.id)
    can_propose = policies.can_propose(mentorship, can_speak)
    return WalkView(
        id=mentorship.id, room_id=mentorship.room_id, group=mentorship.mentor.group.name,
        other=mentorship.other(member_id).handle, is_mentee=policies.is_mentee(mentorship, member_id),
        can_write=policies.can_write(mentorship, can_speak), can_propose=can_propose,
        strip=strip_of(member_id, mentorship, items), items=items,
        rhythm=_rhythm(member_id, mentorship, agreed), rhythm_waits=_rhythm(member_id, mentorship, rhythm_waits),
        programme=_programme(member_id, mentorship, walked),
        programme_waits=_programme(member_id, mentorship, walk_waits),
        newer=queries.newer_version(walked) if walked is not None and can_propose else None,
        offered=_offered(mentorship, walked) if can_propose else [],
    )  # fmt: skip


def _rhythm(member_id: int, mentorship: Mentorship, one: CheckinRhythm | None) -> RhythmView | None:
    if one is None:
        return None
    said = rhythm_in(one.rhythm)
    mine = one.proposer_id == mentorship.people[member_id].id
    return RhythmView(one.id, rhythm(said), window(said), mine, _next(mentorship, one))


def _next(mentorship: Mentorship, one: CheckinRhythm) -> date | None:
    """The mentee's day on which the next check-in is due: not today any more where they wrote today."""
    if one.since is None or not policies.can_be_reminded(mentorship):
        return None
    today = day_in(mentorship.mentee.member.zone, now())
    came = queries.has_checked_in(mentorship)
    return rhythm_in(one.rhythm).next_due(today + timedelta(days=came), one.since)


def _programme(
    member_id: int, mentorship: Mentorship, one: ProgrammeWalk | None
) -> ProgrammeView | None:
    if one is None:
        return None
    over, content = queries.walk_over_at(mentorship, one), content_in(one.version.content)
    near = over is not None and is_near(over, one.weeks, now())
    wish = (
        one.mentee_longer_at if policies.is_mentee(mentorship, member_id) else one.mentor_longer_at
    )
    mine = one.proposer_id == mentorship.people[member_id].id
    return ProgrammeView(
        one.id, content, length(one.weeks), one.version.number, mine, over,
        policies.can_lengthen(mentorship, one, near), wish is not None,
    )  # fmt: skip


def _offered(mentorship: Mentorship, walk: ProgrammeWalk | None) -> list[tuple[int, str]]:
    """What the two could take up, but for the programme by which they walk: of that a newer version is told apart."""
    own = walk.version.programme_id if walk is not None else 0
    found = [pair for pair in offered_in(mentorship.group_id) if pair[0].id != own]
    return [(version.id, version.content["title"]) for _programme, version in found]
