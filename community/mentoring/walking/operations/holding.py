"""What the verbs of two on their way share: their turn, what they may, and telling the other."""

from flask_babel import gettext as _

from community.errors import Conflict
from community.mentoring.models import Mentorship
from community.mentoring.operations.holding import hold_mentorship
from community.mentoring.walking import queries
from community.operations import tell


def held(member_id: int, mentorship_id: int) -> tuple[Mentorship, bool]:
    """The mentorship as it is now, and nobody else's turn; whether the member can write there. Raises NotFound."""
    queries.walk_for(member_id, mentorship_id)
    hold_mentorship(mentorship_id)
    return queries.walk_for(member_id, mentorship_id)


def refuse_unless(allowed: bool) -> None:
    """Raises Conflict."""
    if not allowed:
        raise Conflict(
            _("That cannot be done now. Look again at how it stands between the two of you.")
        )


def tell_other(mentorship: Mentorship, member_id: int, kind: str, what: str = "") -> None:
    """Tell the other one of the two."""
    other = mentorship.other(member_id).member_id
    tell(other, kind, subject_of(mentorship, what), by=member_id)


def subject_of(mentorship: Mentorship, what: str = "") -> dict[str, object]:
    """What a notice of theirs is about: ids, and of which sort it is."""
    return {
        "mentorship": mentorship.id,
        "room": mentorship.room_id,
        "group": mentorship.group_id,
        "what": what,
    }
