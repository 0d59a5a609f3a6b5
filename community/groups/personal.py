"""What is kept about a person in groups, and how later features find what is a membership's (L1.9)."""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.extensions import db
from community.groups.models import Block, Group, JoinRequest, Membership, Standing
from community.members.handles import FORMER
from community.members.setting_aside import set_aside
from community.personal import Personal, Rows, walk
from community.registry import registry

STATEMENT = "a statement of reasons stays, without a name"
OTHERS = "it is about others, on whom you acted"


def of(column: Any, member_id: int) -> sa.ColumnElement[bool]:
    """Whether the membership in that column is the member's, one that was left included."""
    mine = sa.select(Membership.id).where(Membership.member_id == member_id)
    found: sa.ColumnElement[bool] = column.in_(mine)
    return found


def by(column: Any) -> Callable[[int], sa.ColumnElement[bool]]:
    """The same, as a declaration wants it."""
    return lambda member_id: of(column, member_id)


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(*_belonging(), *_standing(), *_blocking())


def _belonging() -> Iterator[Personal]:
    yield Personal(
        Membership, ("member_id",), "groups", _l("Your groups"), _groups, erase=_pseudonyms
    )
    yield Personal(
        JoinRequest, ("member_id",), "requests", _l("Where you asked to join"), _requests
    )
    yield Personal(
        JoinRequest, ("decided_by",), withheld=OTHERS,
        stays="who let somebody in is on the group's record, without a name",
    )  # fmt: skip


def _standing() -> Iterator[Personal]:
    yield Personal(
        Standing, ("membership_id",), "standings", _l("What held against you"), _standings,
        stays=STATEMENT, mine=by(Standing.membership_id),
    )  # fmt: skip
    yield Personal(Standing, ("author",), withheld=OTHERS, erase=_unsigned)


def _blocking() -> Iterator[Personal]:
    yield Personal(Block, ("blocker_id",), "blocks", _l("When you blocked somebody"), _blocks)
    yield Personal(
        Block, ("blocked_id",), withheld="who blocked somebody is told to nobody",
        stays="it is the choice of whoever made it, and tells no name", mine=by(Block.blocked_id),
    )  # fmt: skip


def _groups(member_id: int) -> Rows:
    wanted = sa.select(
        Group.name.label("group"), Membership.handle, Membership.role, Membership.joined_at, Membership.left_at,
        Membership.meetings,
    )  # fmt: skip
    mine = wanted.join(Membership, Membership.group_id == Group.id)
    return walk(mine.where(Membership.member_id == member_id), Membership.id)


def _requests(member_id: int) -> Rows:
    wanted = sa.select(
        Group.name.label("group"), JoinRequest.handle, JoinRequest.answers, JoinRequest.created_at,
        JoinRequest.decided_at, JoinRequest.accepted,
    )  # fmt: skip
    mine = wanted.join(JoinRequest, JoinRequest.group_id == Group.id)
    return walk(mine.where(JoinRequest.member_id == member_id), JoinRequest.id)


def _standings(member_id: int) -> Rows:
    wanted = sa.select(
        Group.name.label("group"), Standing.kind, Standing.since, Standing.until, Standing.lifted_at,
    )  # fmt: skip
    mine = wanted.join(Membership, Membership.group_id == Group.id)
    mine = mine.join(Standing, Standing.membership_id == Membership.id)
    return walk(mine.where(Membership.member_id == member_id), Standing.id)


def _blocks(member_id: int) -> Rows:
    return walk(sa.select(Block.at).where(Block.blocker_id == member_id), Block.blocked_id)


def _pseudonyms(member_id: int) -> None:
    mine = sa.select(Membership).where(Membership.member_id == member_id)
    for membership in db.session.scalars(mine):
        membership.handle, membership.skeleton = FORMER, set_aside(membership.skeleton)
        membership.meetings = 0
    db.session.flush()


def _unsigned(member_id: int) -> None:
    mine = sa.update(Standing).where(Standing.author == member_id)
    db.session.execute(mine.values(author_handle=FORMER))
