"""What is told about the directory: a sentence for each kind of notice, and the address it leads to."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from community.directory.queries import entry_by_id
from community.groups.queries import group_by_id

Told = tuple[str, str]


def suggestion_waits(subject: Mapping[str, Any]) -> Told:
    """Something was suggested, and nothing waited before; for keepers."""
    if "group" in subject:
        group = group_by_id(subject["group"])
        said = _("Something was suggested for the directory of %(group)s.", group=group.name)
        return said, f"/groups/{group.slug}/directory/keeping"
    return _("Something was suggested for the site’s directory."), "/directory/keeping"


def suggestion_taken(subject: Mapping[str, Any]) -> Told:
    """What one suggested stands in the directory now."""
    said = _("What you suggested for the directory stands there now. Thank you.")
    return said, f"/directory/{subject['entry']}"


def suggestion_refused(subject: Mapping[str, Any]) -> Told:
    """What one suggested was not taken into the directory."""
    entry = entry_by_id(subject["entry"])
    said = _("What you suggested for the directory was not taken up.")
    return f"{said} {entry.answer}" if entry is not None and entry.answer else said, (
        "/directory/mine"
    )


def entries_stale(subject: Mapping[str, Any]) -> Told:
    """Entries that nobody made sure of for 90 days; at most once a week for each list."""
    said = ngettext(
        "One entry of the directory was last checked more than 90 days ago.",
        "%(num)d entries of the directory were last checked more than 90 days ago.",
        subject["count"],
    )
    if subject.get("yours"):
        said += " " + ngettext(
            "You look after one of them.", "You look after %(num)d of them.", subject["yours"]
        )
    if "group" in subject:
        return said, f"/groups/{group_by_id(subject['group']).slug}/directory/keeping"
    return said, "/directory/keeping"


KINDS = {
    "suggestion_waits": suggestion_waits, "suggestion_taken": suggestion_taken,
    "suggestion_refused": suggestion_refused, "entries_stale": entries_stale,
}  # fmt: skip
