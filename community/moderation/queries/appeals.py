"""Acts as the person concerned finds them, and appeals as those find them who decide."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Standing
from community.moderation import policies
from community.moderation.models import (
    CONTACT,
    EXPEL,
    GROUP,
    LEADS,
    LIFT,
    READMIT,
    SUSPEND,
    Act,
    Appeal,
    Case,
)
from community.moderation.models.appeals import BROUGHT_UP, DUE
from community.moderation.policies import Office
from community.moderation.queries.cases import kept_out_of
from community.moderation.queries.offices import office_of, sitting_at


@dataclass(frozen=True)
class Recorded:
    """An act as its subject sees it: what it says, whether it holds, and what became of an appeal."""

    act: Act
    holds: bool
    appeal: Appeal | None
    appealed: str
    answered: str
    may_appeal: bool

    @property
    def due(self) -> datetime | None:
        """By when the appeal is answered."""
        return self.appeal.at + DUE if self.appeal is not None else None


def own_act(member_id: int, act_id: int) -> Act:
    """An act on this member. Raises NotFound."""
    act = db.session.get(Act, act_id)
    if act is None or act.member_id != member_id or act.kind in (LIFT, READMIT):
        raise NotFound
    return act


def record_of(member_id: int) -> list[Act]:
    """Every act on a member, the newest first (L8.8: members see their own record)."""
    chosen = sa.select(Act).where(Act.member_id == member_id)
    return list(db.session.scalars(chosen.order_by(Act.at.desc()).limit(200)))


def what_keeps_out(member_id: int) -> Act | None:
    """The act that closes the site to this member, the gravest of those that hold; else the last that did."""
    holding = acts_that_keep_out(member_id)
    if holding:
        return max(holding, key=lambda act: (act.until is None, act.until or act.at))
    return db.session.scalar(_closing(member_id).order_by(Act.at.desc()).limit(1))


def acts_that_keep_out(member_id: int) -> list[Act]:
    """Every act that closes the site to this member now: none that has ended or was undone by an appeal."""
    granted = sa.select(Appeal.act_id).where(Appeal.granted.is_(True))
    ends_later = sa.or_(Act.until.is_(None), Act.until > now())
    holding = _closing(member_id).where(ends_later, Act.id.not_in(granted))
    return list(db.session.scalars(holding.order_by(Act.at)))


def recorded(act: Act) -> Recorded:
    """An act, with whether it holds and its appeal."""
    appeal = appeal_of(act.id)
    standing = db.session.get(Standing, act.standing_id) if act.standing_id is not None else None
    holds = standing.holds(now()) if standing else act.until is None or act.until > now()
    return Recorded(
        act, holds, appeal,
        vault.read(appeal.sealed, f"appeal:{appeal.id}") if appeal else "",
        vault.read(appeal.sealed_answer, f"appeal:{appeal.id}:answer") if appeal else "",
        policies.can_appeal(act, appeal, now()),
    )  # fmt: skip


def appeal_of(act_id: int) -> Appeal | None:
    """The appeal against an act."""
    return db.session.scalar(sa.select(Appeal).where(Appeal.act_id == act_id))


def appeal_for(member_id: int, appeal_id: int) -> tuple[Appeal, Act, Office]:
    """An appeal for somebody who may decide it. Raises NotFound, as if there were none."""
    appeal, office = db.session.get(Appeal, appeal_id), office_of(member_id)
    if appeal is None:
        raise NotFound
    act = db.session.get_one(Act, appeal.act_id)
    kept_out = kept_out_of(act.case_id) if act.case_id is not None else frozenset()
    mine = _is_the_groups(act) and act.group_id in office.moderates
    at_desk = mine or office.is_lead or member_id in deciders_of(act)
    if not at_desk or member_id == act.member_id or member_id in kept_out:
        raise NotFound
    return appeal, act, office


def appeals_for(office: Office) -> list[tuple[Appeal, Act]]:
    """The appeals that this person may decide, the oldest first."""
    chosen = sa.select(Appeal, Act).join(Act, Act.id == Appeal.act_id)
    waiting = chosen.where(Appeal.decided_at.is_(None)).order_by(Appeal.at).limit(100)
    return [
        (appeal, act) for appeal, act in db.session.execute(waiting)
        if office.member_id in deciders_of(act, appeal)
    ]  # fmt: skip


def deciders_of(act: Act, appeal: Appeal | None = None) -> frozenset[int]:
    """Who decides an appeal: another moderator of the group, else a lead, else the external contact (L8.5).

    What was decided at the leads' desk, or about the whole site, never comes before the group's moderators (L8.3).
    Two days before it is due those who would come next join them: nobody waits longer than a week.
    """
    kept_out = kept_out_of(act.case_id) if act.case_id is not None else frozenset()
    kept_out |= {act.author, act.member_id}
    sitting = sitting_at(act.group_id)
    desks = (GROUP, LEADS, CONTACT) if _is_the_groups(act) else (LEADS, CONTACT)
    able = [people for desk in desks if (people := sitting[desk] - kept_out)]
    is_late = appeal is not None and appeal.at < now() - BROUGHT_UP
    return frozenset().union(*able[: 2 if is_late else 1])


def _is_the_groups(act: Act) -> bool:
    case = db.session.get(Case, act.case_id) if act.case_id is not None else None
    return act.scope != "site" and (case is None or case.desk == GROUP)


def _closing(member_id: int) -> sa.Select[Act]:
    return sa.select(Act).where(Act.member_id == member_id, Act.kind.in_((SUSPEND, EXPEL)))
