"""What is kept about words that waited or were marked, and about who made a rule (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.groups.models import Group
from community.groups.personal import OTHERS, by, of
from community.moderation.models import Held, Mark, WatchRule
from community.personal import Personal, Rows, walk
from community.registry import registry


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Held, ("membership_id",), "waiting_words", _l("What you wrote that waited for a moderator"), _held,
            mine=by(Held.membership_id),
        ),
        Personal(Held, ("decided_by",), withheld=OTHERS, stays="it tells no name"),
        Personal(
            Mark, ("membership_id",), "marks", _l("What you wrote that a rule marked for moderators"), _marks,
            mine=by(Mark.membership_id),
        ),
        Personal(Mark, ("seen_by",), withheld=OTHERS, stays="it tells no name"),
        Personal(
            WatchRule, ("author",), "watched_words", _l("Rules on words that you made"), _rules,
            stays="a rule is the group's; it tells no name",
        ),
    )  # fmt: skip


def _held(member_id: int) -> Rows:
    wanted = sa.select(
        Group.name.label("group"), Held.place, Held.form, Held.at, Held.outcome, Held.answer
    )
    mine = wanted.join(Held, Held.group_id == Group.id).where(of(Held.membership_id, member_id))
    return walk(mine, Held.id)


def _marks(member_id: int) -> Rows:
    wanted = sa.select(Group.name.label("group"), Mark.at)
    mine = wanted.join(Mark, Mark.group_id == Group.id).where(of(Mark.membership_id, member_id))
    return walk(mine, Mark.id)


def _rules(member_id: int) -> Rows:
    wanted = sa.select(
        Group.name.label("group"), WatchRule.words, WatchRule.action, WatchRule.made_at
    )
    mine = wanted.join(WatchRule, WatchRule.group_id == Group.id)
    return walk(mine.where(WatchRule.author == member_id), WatchRule.id)
