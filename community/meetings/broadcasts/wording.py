"""Facts as the protocol words them, for one reader: with today's handles, and null for whom that reader has blocked."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import Membership
from community.meetings.broadcasts.facts import Facts, people_in
from community.meetings.models import FormatVersion, Motion, Phase, Sitting
from community.realtime.wire import rfc3339
from community.registry import EntryFacts
from community.text import render

Person = dict[str, Any] | None


class Names:
    """Today's handles of some memberships, as one reader may know them."""

    def __init__(self, ids: Iterable[int], hidden: frozenset[int]) -> None:
        asked = set(ids) - hidden
        rows = sa.select(Membership.id, Membership.handle).where(Membership.id.in_(asked))
        self._handles = {row.id: row.handle for row in db.session.execute(rows)} if asked else {}

    def person(self, membership_id: int | None) -> Person:
        """`{id, handle}`, or None where there is nobody or the reader has blocked them."""
        if membership_id is None or membership_id not in self._handles:
            return None
        return {"id": membership_id, "handle": self._handles[membership_id]}


def worded(entries: list[EntryFacts], hidden: frozenset[int]) -> Mapping[int, dict[str, Any]]:
    """Several entries of one kind, by seq."""
    ids = {one for entry in entries for one in people_in(entry.kind, dict(entry.data))}
    names = Names(ids, hidden)
    return {entry.seq: word(entry.kind, dict(entry.data), names) for entry in entries}


def word(kind: str, facts: Facts, names: Names) -> dict[str, Any]:
    """One fact in words."""
    if kind == "phase_changed":
        return _phase(facts)
    if kind == "floor_changed":
        taken = facts["holder"] is not None
        return {**facts, "holder": names.person(facts["holder"]), "taken": taken}
    if kind == "chair_changed":
        taken = facts["chair"] is not None
        return {**facts, "chair": names.person(facts["chair"]), "taken": taken}
    if kind == "queue_changed":
        return {"queue": [_hand(names.person(who), share) for who, share in facts["queue"]]}
    if kind == "member_thanked":
        return {"membership": names.person(facts["membership"])}
    if kind == "motion_changed":
        return _motion(facts, names)
    return _reading(facts)


def _hand(person: Person, share: int) -> dict[str, Any]:
    return {"membership": person, "share": share}


def _phase(facts: Facts) -> dict[str, Any]:
    sitting = db.session.get(Sitting, facts["sitting"])
    if sitting is None:  # the meeting was let go of
        return facts
    said = {**facts, "phase": facts["state"], "topic": sitting.topic}
    said |= {"starts_at": rfc3339(sitting.starts_at), "ends_at": rfc3339(sitting.ends_at)}
    version = db.session.get(FormatVersion, sitting.version_id) if sitting.version_id else None
    if version is None:
        return said
    said["parts"] = len(version.phases)
    if facts["part"] is not None and facts["state"] == "running":
        said |= _part(version.parts[facts["part"]])
    return said


def _part(part: Phase) -> dict[str, Any]:
    return {
        "phase": part.kind,
        "title": part.title,
        "minutes": part.minutes,
        "posting": part.posting,
        "cross_talk": part.cross_talk,
        "share_seconds": part.share_seconds,
        "readings": [reading.title for reading in part.readings],
    }


def _motion(facts: Facts, names: Names) -> dict[str, Any]:
    motion = db.session.get(Motion, facts["motion"])
    said = {**facts, "words": motion.words if motion is not None else ""}
    if "votes" in facts:
        said["votes"] = [
            {"membership": names.person(who), "choice": choice} for who, choice in facts["votes"]
        ]
    return said


def _reading(facts: Facts) -> dict[str, Any]:
    version = db.session.get(FormatVersion, facts["version"])
    if version is None:
        return {"title": "", "html": ""}
    if facts["part"] is None:
        return {"title": "", "html": str(render(version.welcome))}
    reading = version.parts[facts["part"]].readings[facts["reading"]]
    return {"title": reading.title, "html": str(render(reading.body))}
