"""A mentor's story, for themselves and for those past the gate (L7.3)."""

from community import vault
from community.errors import NotFound
from community.extensions import db
from community.mentoring.finding.models import Story
from community.mentoring.queries import gate_for, mentor_for


def own_story(membership_id: int) -> str:
    """What a mentor tells now; nothing where they tell none."""
    row = db.session.get(Story, membership_id)
    return vault.read(row.words, row.about) if row is not None else ""


def story_for(member_id: int, mentor_id: int) -> tuple[str, str]:
    """A mentor's name and story, for whoever could ask them as far as meeting goes. Raises NotFound.

    That the mentor blocked the reader changes nothing: it would tell of the block (L1.8).
    """
    mine, mentor = mentor_for(member_id, mentor_id)
    words = own_story(mentor.membership_id)
    if not gate_for(mine.id, mentor.membership_id).is_open or not words:
        raise NotFound
    return mentor.membership.handle, words


def has_story(member_id: int, mentor_id: int) -> bool:
    """Whether there is one for this reader."""
    try:
        return bool(story_for(member_id, mentor_id))
    except NotFound:
        return False
