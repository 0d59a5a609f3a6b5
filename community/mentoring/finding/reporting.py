"""A mentor's story as somebody reports it who may read it (L8.1)."""

from flask_babel import lazy_gettext as _l

from community.errors import NotFound
from community.extensions import db
from community.mentoring.finding.models import Story
from community.mentoring.finding.queries import own_story, story_for
from community.mentoring.models import Mentor
from community.registry import Reportable, Reported, SpanLine

KIND = "story"
WHOLE = 1
"""The one line that a story is."""


def story_reported(member_id: int, ref: str) -> Reported:
    """A story that this member may read. Raises NotFound."""
    story_for(member_id, _number(ref))
    found = story_at(ref)
    if found is None:
        raise NotFound
    return found


def story_at(ref: str) -> Reported | None:
    """A story, for one who works on its case; None where it was taken back."""
    mentor = db.session.get(Mentor, _number(ref))
    story = db.session.get(Story, mentor.membership_id) if mentor is not None else None
    if mentor is None or story is None:
        return None
    whose = mentor.membership
    line = SpanLine(WHOLE, whose.id, whose.handle, story.told_at, own_story(whose.id))
    return Reported(
        KIND, f"{KIND}:{mentor.id}/{WHOLE}", whose.handle, f"/mentors/{mentor.id}/story", whose.group_id,
        whose.member_id, whose.id, story.told_at, (line,),
    )  # fmt: skip


STORIES = Reportable(
    KIND,
    _l("Report the story of %(who)s"),
    _l("The story of %(who)s as a mentor"),
    story_reported,
    story_at,
)


def _number(ref: str) -> int:
    kind, _colon, number = ref.partition("/")[0].partition(":")
    if kind != KIND or not number.isascii() or not number.isdigit() or len(number) > 16:
        raise NotFound
    return int(number)
