"""The groups of the site, and a group's own page and settings."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from community.clock import now, zones_said
from community.errors import Forbidden
from community.groups import operations, policies, queries
from community.groups.forms import GroupForm
from community.groups.models import CLOSED, NEWCOMER, Group, Place
from community.groups.views.blueprint import bound, furnished, lines_of_groups, pages, typed
from community.members.queries import member_for
from community.text import render
from community.web import answer, me, redraws


@pages.get("/groups")
def list_groups() -> ResponseReturnValue:
    """One's own groups, and the others one may know of."""
    unread = {line.slug: line.unread for line in lines_of_groups()}
    mine = [
        {
            "group": each.group,
            "handle": each.handle,
            "role": each.role,
            "unread": unread.get(each.group.slug, 0),
        }
        for each in queries.memberships_of(me().id)
    ]
    others = queries.other_groups(me().id)
    return render_template(
        "groups/index.html", mine=mine, others=others, can_create_group=_can_create
    )


@pages.get("/groups/new")
def new_group() -> ResponseReturnValue:
    """The form of a new group."""
    if not _can_create():
        raise Forbidden(
            _("Groups are begun by the people who run this site, with an authenticator app.")
        )
    first = {"visibility": CLOSED, "joining": "request", "zone": me().zone, "handle": me().handle}
    first |= {"becoming_days": "7", "becoming_meetings": "2"}
    return render_template("groups/new.html", values=typed(first), zones=zones_said())


@pages.post("/groups")
@redraws(new_group)
def create_group() -> ResponseReturnValue:
    """Begin a group."""
    made = operations.create_group(me().id, GroupForm.parse(request.form))
    return answer(f"/groups/{made.slug}")


@pages.get("/groups/<slug>")
def show_group(slug: str) -> ResponseReturnValue:
    """A group's page, as far as it is open to this reader."""
    place = queries.place_for(me().id, slug)
    facts = bound(place) | _about(place)
    if policies.can_read(place):
        facts = furnished("group", facts, group=place.group)
        facts["panels"] = _keyless(place) + facts["panels"]
    return render_template("groups/show.html", **facts)


@pages.get("/groups/<slug>/settings")
def show_settings(slug: str) -> ResponseReturnValue:
    """The settings of a group."""
    place = queries.managed_for(me().id, slug)
    heirs = [m for m in queries.people_of(place.group.id) if not policies.is_self(place, m)]
    facts = bound(place) | {
        "values": typed(_values(place.group)),
        "zones": zones_said(),
        "heirs": heirs,
    }
    facts = furnished("group-settings", facts, group=place.group)
    return render_template("groups/settings.html", **facts)


@pages.post("/groups/<slug>/settings")
@redraws(show_settings)
def update_settings(slug: str) -> ResponseReturnValue:
    """Change the settings."""
    operations.change_group(me().id, slug, GroupForm.parse(request.form))
    return answer(f"/groups/{slug}")


def _can_create() -> bool:
    return policies.can_create_group(
        member_for(me().id), queries.members_create_groups(), me().has_totp
    )


def _keyless(place: Place) -> list[dict[str, Any]]:
    """What a moderator without authenticator is told: why nothing of office stands here (L1.5)."""
    if place.membership is None or not place.membership.is_moderator or me().has_totp:
        return []
    return [{"template": "groups/_keyless.html", "data": {}}]


def _about(place: Place) -> dict[str, Any]:
    group, membership = place.group, place.membership
    asked = queries.open_request_of(me().id, group.id) if membership is None else None
    others = [m for m in queries.moderators_of(group.id) if not policies.is_self(place, m)]
    newcomer = membership is not None and membership.role == NEWCOMER
    return {
        "members_count": queries.count_people(group.id),
        "moderators": queries.moderators_of(group.id),
        "guidelines": render(group.guidelines) if group.guidelines else "",
        "asked_at": asked.created_at if asked else None,
        "progress": progress(place) if newcomer else [],
        "shut_out": place.shut_out,
        "can_leave": lambda group: (
            membership is not None and policies.can_leave(membership, len(others))
        ),
        "panels": [],
    }


def progress(place: Place) -> list[dict[str, Any]]:
    """The steps from newcomer to member, in words."""
    assert place.membership is not None
    steps = policies.steps_to_member(place.membership, now())
    return [{"words": _step(step), "done": step.done, "needed": step.needed} for step in steps]


def _step(step: policies.Step) -> str:
    if step.rule == "days":
        days: str = ngettext("One day here", "%(num)d days here", step.needed)
        return days
    meetings: str = ngettext("One meeting", "%(num)d meetings", step.needed)
    return meetings


def _values(group: Group) -> Mapping[str, Any]:
    questions = {f"question_{number}": asked for number, asked in enumerate(group.questions, 1)}
    becoming = {f"becoming_{rule}": needed for rule, needed in group.becoming_member.items()}
    return questions | becoming | {
        "name": group.name, "purpose": group.purpose, "visibility": group.visibility,
        "joining": group.joining, "guidelines": group.guidelines, "zone": group.zone,
        "languages": ", ".join(group.languages), "tags": ", ".join(group.tags),
    }  # fmt: skip
