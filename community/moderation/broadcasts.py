"""What office tells the person concerned: the statement of reasons, as a notice and on their screens."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import format_datetime
from flask_babel import gettext as _

from community.groups.models import BANNED, MUTED, REMOVED, Standing
from community.groups.queries import group_by_id
from community.moderation.models import EXPEL, NOTE, SUSPEND, WARN, WORDS, Act
from community.moderation.queries import act_by_id, standing_by_id, words_said

Told = tuple[str, str]


def standing_told(subject: Mapping[str, Any]) -> Told:
    """Somebody was muted, removed or banned: what holds, until when, who decided it and why."""
    group, standing = group_by_id(subject["group"]), standing_by_id(subject["standing"])
    address = f"/acts/{subject['act']}" if "act" in subject else f"/groups/{group.slug}"
    return statement_of(standing, group.name, subject["zone"]), address


def act_told(subject: Mapping[str, Any]) -> Told:
    """Office wrote to somebody, took words of theirs away, or closed the site to them."""
    act = act_by_id(subject["act"])
    group = group_by_id(act.group_id).name if act.group_id is not None else ""
    return told_of(act, group, subject["zone"]), f"/acts/{act.id}"


def told_of(act: Act, group: str, zone: str) -> str:
    """What an act that is no standing means for the person and why, for a reader in that time zone."""
    until = _when(act.until, zone) if act.until else ""
    said = {
        NOTE: _("A word from the moderators of %(group)s.", group=group),
        WARN: _("A warning from the moderators of %(group)s.", group=group),
        WORDS: _("Something you wrote in %(group)s was removed.", group=group),
        SUSPEND: _("You cannot enter the site until %(until)s.", until=until),
        EXPEL: _("This account can no longer enter the site."),
    }[act.kind]
    return quoted(said, act.author_handle, act.reason)


def standing_lifted(subject: Mapping[str, Any]) -> Told:
    """What held against somebody ended before its time."""
    group, act = group_by_id(subject["group"]), act_by_id(subject["act"])
    said = quoted(
        _again(standing_by_id(subject["standing"]), group.name), act.author_handle, act.reason
    )
    return said, f"/groups/{group.slug}"


def statement_of(standing: Standing, group: str, zone: str) -> str:
    """What a standing means for the person and why, for a reader in that time zone."""
    until = _when(standing.until, zone) if standing.until else ""
    return quoted(_told(standing, group, until), standing.author_handle, standing.reason)


def quoted(told: str, author: str, reason: str) -> str:
    """A sentence, and the moderator's own words after it."""
    said: str = _(
        '%(told)s %(author)s wrote: "%(reason)s"', told=told, author=author, reason=reason
    )
    return said


def _told(standing: Standing, group: str, until: str) -> str:
    in_room = not standing.scope.startswith("group:")
    if not until:
        said = _("You can no longer enter %(group)s.", group=group)
    elif standing.kind == MUTED and in_room:
        said = _(
            "You cannot share in that room of %(group)s until %(until)s.", group=group, until=until
        )
    elif standing.kind == MUTED:
        said = _("You cannot share in %(group)s until %(until)s.", group=group, until=until)
    elif in_room:
        said = _(
            "You cannot enter that room of %(group)s until %(until)s.", group=group, until=until
        )
    else:
        said = _("You cannot enter %(group)s until %(until)s.", group=group, until=until)
    return str(said)


def _again(standing: Standing, group: str) -> str:
    said: str = {
        MUTED: _("You can share in %(group)s again.", group=group),
        REMOVED: _("You can enter %(group)s again.", group=group),
        BANNED: _(
            "Your ban from %(group)s is lifted. You can join again as anyone can.", group=group
        ),
    }[standing.kind]
    return said


def _when(moment: datetime, zone: str) -> str:
    there = moment.astimezone(ZoneInfo(zone))
    return str(format_datetime(there, "d MMMM, HH:mm", rebase=False))


def case_waits(subject: Mapping[str, Any]) -> Told:
    """Something was reported, and this reader may handle it."""
    said = (
        _("A report waits: somebody may be in danger.")
        if subject["urgent"]
        else _("A report waits for you.")
    )
    return said, f"/cases/{subject['case']}"


def danger_waits(subject: Mapping[str, Any]) -> Told:
    """Somebody may be in danger, and this reader is on duty: it reaches them at once (L8.7)."""
    said = _("You are on duty: somebody may be in danger. A report waits for you.")
    return said, f"/cases/{subject['case']}"


def case_answered(subject: Mapping[str, Any]) -> Told:
    """Somebody whom a case concerns has answered."""
    return _("You have an answer in a case."), f"/cases/{subject['case']}"


def office_wrote(subject: Mapping[str, Any]) -> Told:
    """Those who handle a case wrote to somebody whom it concerns."""
    return _("Somebody who handles a report wrote to you."), f"/conversations/{subject['thread']}"


def report_decided(subject: Mapping[str, Any]) -> Told:
    """What became of one's report; never what was done to whom."""
    said = _("Your report was looked at, and something was done.") if subject["upheld"] else _(
        "Your report was looked at. It was not found to be against the guidelines."
    )  # fmt: skip
    words = subject.get("words") or words_said(subject.get("said"))
    more = f' "{words}"' if words else ""
    return said + more, f"/reports/{subject['report']}"


def appeal_waits(subject: Mapping[str, Any]) -> Told:
    """Somebody appealed, and this reader may decide."""
    return _(
        "An appeal waits for you. It is answered within 7 days."
    ), f"/appeals/{subject['appeal']}"


def appeal_decided(subject: Mapping[str, Any]) -> Told:
    """What became of one's appeal."""
    said = (
        _("Your appeal was granted.") if subject["granted"] else _("Your appeal was not granted.")
    )
    return said, f"/acts/{subject['act']}"


def words_wait(subject: Mapping[str, Any]) -> Told:
    """Somebody's words wait; for whoever decides, or for leads who only learn that nobody has. It names nobody."""
    group = group_by_id(subject["group"])
    if subject.get("leads") and group.unattended_since is None:
        said = _(
            "Something waits for a moderator in %(group)s. Only its moderators decide about it. "
            "Ask them, or an administrator, to see to it that somebody looks after the group.",
            group=group.name,
        )  # fmt: skip
        return said, "/desk"
    return _("Something waits for a moderator in %(group)s.", group=group.name), (
        f"/groups/{group.slug}/waiting"
    )


def words_posted(subject: Mapping[str, Any]) -> Told:
    """One's own words were posted."""
    group = group_by_id(subject["group"])
    said = _("What you wrote in %(group)s is posted now. Thank you for waiting.", group=group.name)
    return said, subject["address"]


def words_refused(subject: Mapping[str, Any]) -> Told:
    """One's own words were not posted: why, and where they are kept."""
    group = group_by_id(subject["group"])
    said = _(
        'A moderator did not post what you wrote in %(group)s: "%(why)s" Your words are kept for you.',
        group=group.name, why=subject["reason"],
    )  # fmt: skip
    return said, f"/held/{subject['held']}"


KINDS = {
    "standing_told": standing_told,
    "standing_lifted": standing_lifted,
    "act_told": act_told,
    "case_waits": case_waits,
    "case_answered": case_answered,
    "office_wrote": office_wrote,
    "report_decided": report_decided,
    "appeal_waits": appeal_waits,
    "appeal_decided": appeal_decided,
    "words_wait": words_wait,
    "words_posted": words_posted,
    "words_refused": words_refused,
}
