"""What one shift left for the next, for those who share a roster; cases only for whom they exist (L8.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from community import vault
from community.errors import NotFound
from community.extensions import db
from community.moderation import policies
from community.moderation.models import CONTACT, GROUP, LEADS, Case, ExposureLimit, HandOver
from community.moderation.models.duty import USUAL_LIMIT
from community.moderation.policies import Office
from community.moderation.queries.cases import A_PAGE, kept_out_of, visible_to
from community.moderation.queries.duty import Roster, rosters_of
from community.moderation.queries.offices import office_of

SHOWN = 10
FRESH = timedelta(hours=24)
"""So long the desk shows a note that was taken over; one that was not stays."""


@dataclass(frozen=True)
class NoteTold:
    """A note as one reader finds it: its words, and of its cases those that exist for them."""

    note: HandOver
    words: str
    cases: Sequence[Case]
    may_take: bool


def notes_of(office: Office, roster: Roster) -> list[NoteTold]:
    """The last notes of a roster that this person shares, the newest first."""
    return [_told(note, office) for note in _readable(office, roster)[:SHOWN]]


def latest_notes(office: Office, moment: datetime) -> list[tuple[Roster, NoteTold]]:
    """For the top of the desk: of each roster the newest note, until a day after somebody took it over."""
    found = []
    for roster in rosters_of(office):
        note = next(iter(_readable(office, roster)), None)
        if note is not None and (note.taken_at is None or moment - note.taken_at < FRESH):
            found.append((roster, _told(note, office)))
    return found


def note_for(member_id: int, note_id: int) -> tuple[HandOver, Office]:
    """A note of a roster that the member shares. Raises NotFound."""
    note, office = db.session.get(HandOver, note_id), office_of(member_id)
    if note is None or not policies.can_read_note(note, _kept_out(note), office):
        raise NotFound
    return note, office


def cases_to_hand(office: Office, roster: Roster) -> list[Case]:
    """The open cases at a roster's desk that exist for this person: their own first, then as in the queue."""
    open_now = visible_to(office).where(_of_desk(roster), Case.closed_at.is_(None))
    mine = sa.case((Case.claimed_by == office.member_id, 0), else_=1)
    ordered = open_now.order_by(mine, Case.rank, Case.opened_at, Case.id)
    return list(db.session.scalars(ordered.limit(A_PAGE)))


def cases_among(office: Office, roster: Roster, ids: Sequence[int]) -> list[Case]:
    """Of these cases those that lie at the roster's desk and exist for this person."""
    chosen = visible_to(office).where(_of_desk(roster), Case.id.in_(ids))
    return list(db.session.scalars(chosen.order_by(Case.rank, Case.opened_at, Case.id)))


def limit_of(member_id: int) -> int | None:
    """After how many opened words a day somebody wants to be asked; None where never. Theirs alone."""
    chosen = db.session.get(ExposureLimit, member_id)
    return chosen.most if chosen is not None else USUAL_LIMIT


def _told(note: HandOver, office: Office) -> NoteTold:
    cases = _visible(office, note.cases) if note.cases else []
    words = vault.read(note.sealed, f"hand_over:{note.id}")
    return NoteTold(note, words, cases, policies.can_take_over(note, office))


def _readable(office: Office, roster: Roster) -> list[HandOver]:
    """The notes of a roster that exist for this person, the newest first; they go after 30 days, so they are few."""
    notes = db.session.scalars(_on(roster).order_by(HandOver.at.desc(), HandOver.id))
    return [note for note in notes if policies.can_read_note(note, _kept_out(note), office)]


def _kept_out(note: HandOver) -> frozenset[int]:
    if note.group_id is not None or not note.cases:
        return frozenset()
    return frozenset().union(*(kept_out_of(case_id) for case_id in note.cases))


def _visible(office: Office, ids: Sequence[int]) -> Sequence[Case]:
    chosen = visible_to(office).where(Case.id.in_(ids))
    return db.session.scalars(chosen.order_by(Case.rank, Case.opened_at, Case.id)).all()


def _on(roster: Roster) -> sa.Select[HandOver]:
    here = HandOver.group_id.is_(None) if roster.id is None else HandOver.group_id == roster.id
    return sa.select(HandOver).where(here)


def _of_desk(roster: Roster) -> sa.ColumnElement[bool]:
    if roster.id is None:
        return Case.desk.in_((LEADS, CONTACT))
    return sa.and_(Case.desk == GROUP, Case.group_id == roster.id)
