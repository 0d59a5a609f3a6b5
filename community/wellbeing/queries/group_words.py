"""In whose words something is said: a group's own, or the house's."""

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import Group
from community.groups.queries import memberships_of
from community.scope import once
from community.wellbeing.models.group_words import GroupWords
from community.wellbeing.words.sentences import SENTENCES, Voice


def rows_of(group_id: int) -> dict[str, GroupWords]:
    """What the group ever said in its own words, by sentence."""
    rows = db.session.scalars(sa.select(GroupWords).where(GroupWords.group_id == group_id))
    return {row.key: row for row in rows if row.key in SENTENCES}


def version_of(group_id: int) -> int:
    """How often the group's words were changed so far."""
    return sum(row.number for row in rows_of(group_id).values())


def voice_of(group: Group) -> Voice:
    """The words of a group, for what is said in it or for it."""
    rows = once(("words of", group.id), lambda: rows_of(group.id))
    return Voice(group.name, {key: row.words for key, row in rows.items() if row.words})


def voice_for(member_id: int) -> Voice:
    """On a member's own pages: the words of their group if they are in one; the house's, if in several or none."""
    groups = [membership.group for membership in memberships_of(member_id)]
    return voice_of(groups[0]) if len(groups) == 1 else Voice()
