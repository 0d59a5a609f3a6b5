"""Policy pages as they stand, and which of them members have agreed to."""

from collections.abc import Mapping

import sqlalchemy as sa

from community.extensions import db
from community.members.agreement import terms_agreed
from community.members.models import Consent, PolicyVersion
from community.members.policy_pages import TERMS


def current_version(page: str) -> PolicyVersion | None:
    """The newest version of a page; None while nobody has written any of it."""
    mine = sa.select(PolicyVersion).where(PolicyVersion.page == page)
    return db.session.scalar(mine.order_by(PolicyVersion.number.desc()).limit(1))


def written(page: str) -> Mapping[str, str]:
    """What was written into the gaps of a page; empty while nobody has."""
    version = current_version(page)
    return version.fields if version is not None else {}


def versions_of(page: str) -> list[PolicyVersion]:
    """Every version of a page, the newest first."""
    mine = sa.select(PolicyVersion).where(PolicyVersion.page == page)
    return list(db.session.scalars(mine.order_by(PolicyVersion.number.desc())))


def last_asked(page: str) -> PolicyVersion | None:
    """The newest version that members are asked to agree to."""
    asking = sa.select(PolicyVersion).where(PolicyVersion.page == page, PolicyVersion.asks)
    return db.session.scalar(asking.order_by(PolicyVersion.number.desc()).limit(1))


def last_consent(member_id: int) -> Consent | None:
    """What the member agreed to last."""
    mine = sa.select(Consent).where(Consent.member_id == member_id)
    return db.session.scalar(mine.order_by(Consent.at.desc()).limit(1))


def is_asked_anew(member_id: int) -> bool:
    """Whether there is a version of the terms that the member is asked to agree to and has not."""
    asked, agreed = last_asked(TERMS), last_consent(member_id)
    if asked is None:
        return False
    return agreed is None or terms_agreed(agreed.text_version) < asked.number
