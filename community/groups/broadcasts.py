"""What members are told of their groups: a sentence for each kind of notice, and the address it leads to."""

from collections.abc import Mapping
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _

from community.groups.queries import group_by_id

Told = tuple[str, str]


def join_request(subject: Mapping[str, Any]) -> Told:
    """Somebody would like to join; for moderators."""
    group = group_by_id(subject["group"])
    return _(
        "Someone would like to join %(group)s.", group=group.name
    ), f"/groups/{group.slug}/requests"


def request_accepted(subject: Mapping[str, Any]) -> Told:
    """One was let in, under that name."""
    group = group_by_id(subject["group"])
    said = _(
        "You are in: %(group)s. You are %(handle)s there.",
        group=group.name,
        handle=subject["handle"],
    )
    return said, f"/groups/{group.slug}"


def request_refused(subject: Mapping[str, Any]) -> Told:
    """One was not let in; by whom is not said."""
    group = group_by_id(subject["group"])
    return _(
        "Your wish to join %(group)s was not taken up. You can ask again later.", group=group.name
    ), ""


def role_changed(subject: Mapping[str, Any]) -> Told:
    """One's role is another now."""
    group = group_by_id(subject["group"])
    roles = {
        "newcomer": _("a newcomer"), "member": _("a member"), "chair": _("a chair"),
        "moderator": _("a moderator"),
    }  # fmt: skip
    said = _("You are %(role)s in %(group)s now.", role=roles[subject["role"]], group=group.name)
    if subject["role"] == "moderator":
        said += " " + _("Before you act as one, add an authenticator app under You.")
    return said, f"/groups/{group.slug}"


def group_archived(subject: Mapping[str, Any]) -> Told:
    """The group can be read only."""
    group = group_by_id(subject["group"])
    return _(
        "%(group)s was archived. It can be read, and nothing new is added.", group=group.name
    ), (f"/groups/{group.slug}")


def group_closing(subject: Mapping[str, Any]) -> Told:
    """The group ends on a day."""
    group = group_by_id(subject["group"])
    if group.closing_at is None:
        return _(
            "The end of %(group)s was announced, and taken back.", group=group.name
        ), f"/groups/{group.slug}"
    day = format_date(group.closing_at, "long")
    return _(
        "%(group)s ends on %(day)s. Until then it goes on as it is.", group=group.name, day=day
    ), (f"/groups/{group.slug}")


def group_kept_open(subject: Mapping[str, Any]) -> Told:
    """The group goes on after all."""
    group = group_by_id(subject["group"])
    return _("%(group)s goes on after all.", group=group.name), f"/groups/{group.slug}"


KINDS = {
    told.__name__: told
    for told in (
        join_request, request_accepted, request_refused, role_changed, group_archived, group_closing,
        group_kept_open,
    )
}  # fmt: skip
