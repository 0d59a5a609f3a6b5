"""Who holds an office of the site, and the key that is theirs."""

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.members.models import CONTACT, LEAD, LeadsKey, Member, Office
from community.members.policies import can_act_as_staff

HOLDERS = (
    sa.select(Member)
    .join(Office, Office.member_id == Member.id)
    .where(Office.kind == sa.bindparam("kind"), Office.ended_at.is_(None))
)


def officers(kind: str) -> frozenset[int]:
    """Who holds that office now: members who are welcome on the site and can act as staff."""
    found, moment = db.session.scalars(HOLDERS, {"kind": kind}), now()
    return frozenset(
        one.id for one in found.unique() if one.is_welcome(moment) and can_act_as_staff(one)
    )


def holds(member_id: int, kind: str) -> bool:
    """Whether the member was named and the office has not ended, able to act in it or not."""
    return office_held(member_id, kind) is not None


def is_officer(member_id: int, kind: str) -> bool:
    """Whether the member holds the office and can act in it now."""
    return holds(member_id, kind) and member_id in officers(kind)


def office_held(member_id: int, kind: str) -> Office | None:
    """The office that the member holds now."""
    mine = sa.select(Office).where(Office.member_id == member_id, Office.kind == kind)
    return db.session.scalar(mine.where(Office.ended_at.is_(None)))


def office_by_id(office_id: int) -> Office:
    """An office that somebody holds or held. Raises NotFound."""
    found = db.session.get(Office, office_id)
    if found is None:
        raise NotFound
    return found


def offices(kind: str) -> list[tuple[Office, Member]]:
    """Who was named and has not laid the office down, the first named first."""
    held = sa.select(Office, Member).join(Member, Member.id == Office.member_id)
    now_held = held.where(Office.kind == kind, Office.ended_at.is_(None))
    return [
        (office, member)
        for office, member in db.session.execute(now_held.order_by(Office.named_at)).unique()
    ]


def who_runs_the_site() -> frozenset[int]:
    """Every administrator."""
    ruling = sa.select(Member.id).where(Member.administrator_since.is_not(None))
    return frozenset(db.session.scalars(ruling))


def named_leads() -> frozenset[int]:
    """Whoever was named a lead and still is."""
    return frozenset(member.id for _office, member in offices(LEAD))


def named_contacts() -> frozenset[int]:
    """Whoever was named the external contact and still is."""
    return frozenset(member.id for _office, member in offices(CONTACT))


def leads_key() -> LeadsKey | None:
    """The leads' key that counts now."""
    counting = sa.select(LeadsKey).where(
        LeadsKey.confirmed_at.is_not(None), LeadsKey.retired_at.is_(None)
    )
    return db.session.scalar(counting.order_by(LeadsKey.confirmed_at.desc()).limit(1))


def unconfirmed_key_of(member_id: int) -> LeadsKey | None:
    """The key that the lead made and has not typed the check word of."""
    made = sa.select(LeadsKey).where(LeadsKey.made_by == member_id, LeadsKey.retired_at.is_(None))
    return db.session.scalar(
        made.where(LeadsKey.confirmed_at.is_(None)).order_by(LeadsKey.made_at.desc()).limit(1)
    )
