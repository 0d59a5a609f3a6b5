"""What finding keeps about people (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community import vault
from community.extensions import db
from community.groups.models import Group, Membership
from community.groups.personal import OTHERS, by, of
from community.mentoring.finding.models import Preference, Proposal, Story, Word
from community.personal import Personal, Rows, walk
from community.registry import registry

OFFICE = "it was written in office, to all mentors; it stays without a name"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Preference, ("membership_id",), "mentoring_preferences", _l("What you said for finding a mentor"),
            _preferences, mine=by(Preference.membership_id),
        ),
        Personal(
            Story, ("membership_id",), "mentor_stories", _l("Your story as a mentor"), _stories,
            mine=by(Story.membership_id),
        ),
        Personal(
            Proposal, ("mentee_id",), "mentor_proposals", _l("Who was proposed to you"), _proposals,
            mine=by(Proposal.mentee_id),
        ),
        Personal(
            Proposal, ("mentor_id",), withheld="it is the other’s, and the mentor is not told",
            stays="it goes by itself after its days", mine=by(Proposal.mentor_id),
        ),
        Personal(
            Proposal, ("proposed_by",), withheld=OTHERS, stays="it goes by itself after its days",
            mine=lambda member_id: Proposal.proposed_by == member_id,
        ),
        Personal(Word, ("author",), "mentor_words", _l("Your words to all mentors"), _words, stays=OFFICE),
    )  # fmt: skip


def _preferences(member_id: int) -> Rows:
    wanted = sa.select(Preference.membership_id, Group.name.label("group"))
    mine = wanted.join(Membership, Membership.id == Preference.membership_id)
    mine = mine.join(Group, Group.id == Membership.group_id).where(
        Membership.member_id == member_id
    )
    for rows in walk(mine, Preference.membership_id):
        yield [_preference(row["membership_id"], row["group"]) for row in rows]


def _preference(membership_id: int, group: str) -> dict[str, object]:
    row = db.session.get_one(Preference, membership_id)
    return {
        "group": group, "of_yourself": vault.read(row.facts, row.about),
        "wishes": vault.read(row.wishes, row.about), "changed_at": row.changed_at,
    }  # fmt: skip


def _stories(member_id: int) -> Rows:
    wanted = sa.select(Story.membership_id).where(of(Story.membership_id, member_id))
    for rows in walk(wanted, Story.membership_id):
        found = [db.session.get_one(Story, row["membership_id"]) for row in rows]
        yield [{"told_at": row.told_at, "words": vault.read(row.words, row.about)} for row in found]


def _proposals(member_id: int) -> Rows:
    wanted = sa.select(Proposal.proposed_at, Proposal.dismissed_at)
    return walk(wanted.where(of(Proposal.mentee_id, member_id)), Proposal.id)


def _words(member_id: int) -> Rows:
    wanted = sa.select(Word.month, Word.words, Word.written_at).where(Word.author == member_id)
    return walk(wanted, Word.id)
