"""The notices of mentoring: each a sentence, and where it leads. None tells a reason."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from community.mentoring.words.life import MENTORS_LEFT, step_told

Subject = Mapping[str, Any]


def ask_received(subject: Subject) -> tuple[str, str]:
    """To a mentor."""
    return _("Somebody asks you to be their mentor."), f"/asks/{subject['ask']}"


def ask_accepted(subject: Subject) -> tuple[str, str]:
    """To the mentee."""
    return _(
        "Your ask was accepted. There is a channel for the two of you."
    ), f"/mentorships/{subject['mentorship']}"


def ask_unanswered(subject: Subject) -> tuple[str, str]:
    """To the asker, when seven days are over, whatever became of it."""
    return str(MENTORS_LEFT), "/mentoring"


def quiet(subject: Subject) -> tuple[str, str]:
    """After seven days without a message."""
    said = _(
        "It has been quiet between the two of you for a week. A line is enough, and so is none."
    )
    return said, f"/mentorships/{subject['mentorship']}"


def rematch(subject: Subject) -> tuple[str, str]:
    """To the mentee, after 21 days without a message."""
    said = _(
        "It has been quiet for three weeks. Would you like to see who else could fit? You can also leave it as it is."
    )
    return said, "/mentoring"


def agreement_changed(subject: Subject) -> tuple[str, str]:
    """To both, where there is a new version."""
    said = _("The agreement on mentoring has a new version. Please read it when you have a moment.")
    return said, f"/mentorships/{subject['mentorship']}"


def vouch_asked(subject: Subject) -> tuple[str, str]:
    """To whoever is asked to speak for somebody."""
    return _("Somebody asks you to speak for them as a mentor."), f"/vouches/{subject['vouch']}"


def vouch_given(subject: Subject) -> tuple[str, str]:
    """To whoever applied."""
    return _("Somebody spoke for you as a mentor."), f"/groups/{subject['slug']}/mentoring"


def mentor_ready(subject: Subject) -> tuple[str, str]:
    """To the group's moderators."""
    return _(
        "Somebody would like to mentor, and everything is there."
    ), f"/groups/{subject['slug']}/mentors"


def mentor_approved(subject: Subject) -> tuple[str, str]:
    """To the new mentor."""
    return _("You are a mentor in this group now."), f"/groups/{subject['slug']}/mentoring"


def mentor_refused(subject: Subject) -> tuple[str, str]:
    """To whoever applied."""
    said = _(
        "Your wish to mentor was not taken up for now. Ask a moderator if you would like to know more."
    )
    return said, f"/groups/{subject['slug']}/mentoring"


def mentor_renewal(subject: Subject) -> tuple[str, str]:
    """To a mentor, a month before their year is over."""
    said = _("Your year as a mentor is over soon. Would you like to go on?")
    return said, f"/groups/{subject['slug']}/mentoring"


KINDS: dict[str, Callable[[Subject], tuple[str, str]]] = {
    "ask_received": ask_received, "ask_accepted": ask_accepted, "ask_unanswered": ask_unanswered,
    "mentorship_step": step_told, "mentorship_quiet": quiet, "mentorship_rematch": rematch,
    "agreement_changed": agreement_changed, "vouch_asked": vouch_asked, "vouch_given": vouch_given,
    "mentor_ready": mentor_ready, "mentor_approved": mentor_approved, "mentor_refused": mentor_refused,
    "mentor_renewal": mentor_renewal,
}  # fmt: skip
"""Every kind, with its words."""
