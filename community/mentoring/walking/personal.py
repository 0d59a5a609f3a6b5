"""What two on their way leave behind: each takes along what they wrote and proposed (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.extensions import db
from community.groups.personal import by, of
from community.mentoring.personal import TOGETHER
from community.mentoring.walking.models import CheckinRhythm, Item, ProgrammeWalk
from community.mentoring.walking.queries import words_of
from community.personal import Personal, Row, Rows, walk
from community.registry import registry


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Item, ("author_id",), "mentorship_items", _l("Goals, tasks and steps you wrote in a mentorship"), _items,
            mine=by(Item.author_id),
        ),
        Personal(
            Item, ("worder_id",), withheld="it stands among what its author wrote", stays=TOGETHER,
            mine=by(Item.worder_id),
        ),
        Personal(
            CheckinRhythm, ("proposer_id",), "mentorship_rhythms", _l("Rhythms of check-ins you proposed"), _rhythms,
            stays=TOGETHER, mine=by(CheckinRhythm.proposer_id),
        ),
        Personal(
            ProgrammeWalk, ("proposer_id",), "mentorship_programmes", _l("Programmes you proposed to walk by"), _walks,
            stays=TOGETHER, mine=by(ProgrammeWalk.proposer_id),
        ),
    )  # fmt: skip


def _items(member_id: int) -> Rows:
    wanted = sa.select(Item.id).where(of(Item.author_id, member_id))
    for rows in walk(wanted, Item.id):
        yield [_item(db.session.get_one(Item, row["id"])) for row in rows]


def _item(one: Item) -> Row:
    return {
        "kind": one.kind, "words": words_of(one), "written_at": one.written_at, "taken_at": one.taken_at,
        "done_at": one.done_at,
    }  # fmt: skip


def _rhythms(member_id: int) -> Rows:
    wanted = sa.select(
        CheckinRhythm.rhythm,
        CheckinRhythm.proposed_at,
        CheckinRhythm.agreed_at,
        CheckinRhythm.ended_at,
    )
    return walk(wanted.where(of(CheckinRhythm.proposer_id, member_id)), CheckinRhythm.id)


def _walks(member_id: int) -> Rows:
    wanted = sa.select(
        ProgrammeWalk.version_id,
        ProgrammeWalk.proposed_at,
        ProgrammeWalk.agreed_at,
        ProgrammeWalk.ended_at,
    )
    return walk(wanted.where(of(ProgrammeWalk.proposer_id, member_id)), ProgrammeWalk.id)
