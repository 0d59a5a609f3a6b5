"""Preferences: read by their owner, and otherwise only to see whether two fit (L7.4)."""

from collections.abc import Collection

import sqlalchemy as sa

from community import vault
from community.extensions import db
from community.groups.models import Membership
from community.mentoring.finding.facts import Facts, Wishes, facts_in, wishes_in
from community.mentoring.finding.models import Preference

NOTHING = "{}"


def preferences_of(membership_id: int) -> tuple[Facts, Wishes]:
    """What a membership said of itself, and whom it would like to meet."""
    row = db.session.get(Preference, membership_id)
    if row is None:
        return Facts(), Wishes()
    return _facts(row), wishes_in(vault.read(row.wishes, row.about) or NOTHING)


def facts_among(membership_ids: Collection[int]) -> dict[int, Facts]:
    """What those said who let it be concluded by whoever has met them; of all others nothing is known here."""
    rows = db.session.scalars(
        sa.select(Preference).where(Preference.membership_id.in_(membership_ids))
    )
    found = {row.membership_id: _facts(row) for row in rows}
    return {who: facts for who, facts in found.items() if facts.shown}


def keeps_out(mentee: Membership, mentor: Membership) -> bool:
    """Whether a mentor would rather not be asked by this mentee. Both are always read: nobody learns of either.

    Wishes that no key here opens keep everybody out: they may have been meant for this one.
    """
    row = db.session.get(Preference, mentor.id)
    if row is not None and not vault.opens(row.wishes):
        return True
    facts, _theirs = preferences_of(mentee.id)
    _mine, wishes = preferences_of(mentor.id)
    return not wishes.fit(facts)


def _facts(row: Preference) -> Facts:
    return facts_in(vault.read(row.facts, row.about) or NOTHING)
