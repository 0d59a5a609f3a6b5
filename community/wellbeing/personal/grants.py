"""What somebody let a mentor read, and what a mentor was told: for its owner alone (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.groups.models import Group, Membership
from community.groups.personal import by, of
from community.personal import Personal, Rows, walk
from community.registry import registry
from community.wellbeing.models.grants import Grant, WarningSent
from community.wellbeing.models.warnings import Warning

THEIRS = "it is the consent of whoever gave it"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Grant, ("owner_id",), "grants", _l("What you let a mentor read"), _grants, mine=by(Grant.owner_id)
        ),
        Personal(Grant, ("to_id",), withheld=THEIRS, stays=THEIRS, mine=by(Grant.to_id)),
        Personal(
            WarningSent, ("owner_id",), "warnings_sent", _l("What a mentor was told of your days"), _sent,
            mine=by(WarningSent.owner_id),
        ),
        Personal(WarningSent, ("to_id",), withheld=THEIRS, stays=THEIRS, mine=by(WarningSent.to_id)),
    )  # fmt: skip


def _grants(member_id: int) -> Rows:
    wanted = sa.select(
        Group.name.label("group"), Membership.handle.label("to"), Grant.what, Grant.since, Grant.withdrawn_at
    )  # fmt: skip
    wanted = wanted.join(Membership, Membership.group_id == Group.id)
    mine = wanted.join(Grant, Grant.to_id == Membership.id)
    return walk(mine.where(of(Grant.owner_id, member_id)), Grant.id)


def _sent(member_id: int) -> Rows:
    sent = WarningSent
    wanted = sa.select(
        Group.name.label("group"), Membership.handle.label("to"), Warning.rule, Warning.day, sent.at
    )
    wanted = wanted.join(Membership, Membership.group_id == Group.id)
    wanted = wanted.join(sent, sent.to_id == Membership.id)
    mine = wanted.join(Warning, Warning.id == sent.warning_id)
    return walk(mine.where(of(sent.owner_id, member_id)), sent.warning_id, sent.to_id)
