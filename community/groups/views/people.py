"""The people of a group, each one's page, blocking, and roles."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from community.errors import NotFound
from community.groups import operations, policies, queries
from community.groups.forms import RoleForm, page_of
from community.groups.models import Membership
from community.groups.views.blueprint import bound, furnished, pages, typed
from community.members.forms import here_only
from community.web import answer, me, redraws


@pages.get("/groups/<slug>/people")
def list_people(slug: str) -> ResponseReturnValue:
    """Who is here, a page at a time."""
    place = queries.inside_for(me().id, slug)
    if not policies.can_see_people(place):
        raise NotFound
    page = page_of(request.args)
    count = queries.count_people(place.group.id)
    more = count > page * queries.PEOPLE_A_PAGE
    return render_template(
        "groups/people.html",
        **bound(place),
        people=queries.people_of(place.group.id, page),
        members_count=count,
        earlier=f"/groups/{slug}/people?page={page - 1}" if page > 1 else "",
        later=f"/groups/{slug}/people?page={page + 1}" if more else "",
    )


@pages.get("/memberships/<int:membership_id>")
def show_person(membership_id: int) -> ResponseReturnValue:
    """A person in a group, with what this reader may do."""
    place, person = queries.person_for(me().id, membership_id)
    facts = bound(place) | {
        "person": person,
        "blocked": queries.has_blocked(me().id, membership_id),
        "values": typed({"role": person.role}),
        "can_block": lambda other: policies.can_block(place, other),
        "can_change_role": lambda other: policies.can_change_role(place, other, me().has_totp),
    }
    facts |= {
        "standings": [],
        "lengths": [],
        "act": "",
        "can_mute": _no,
        "can_remove": _no,
        "can_ban": _no,
    }
    return render_template(
        "groups/person.html", **furnished("person", facts, place=place, person=person)
    )


@pages.post("/memberships/<int:membership_id>/block")
@redraws(show_person)
def create_block(membership_id: int) -> ResponseReturnValue:
    """Block this person."""
    operations.block_person(me().id, membership_id)
    return answer(_back(membership_id))


@pages.post("/memberships/<int:membership_id>/unblock")
def delete_block(membership_id: int) -> ResponseReturnValue:
    """Take the block back."""
    operations.unblock_person(me().id, membership_id)
    return answer(_back(membership_id))


@pages.get("/you/blocks")
def list_blocks() -> ResponseReturnValue:
    """Whom one has blocked, in every group."""
    blocks = [
        {
            "membership_id": person.id,
            "handle": person.handle,
            "group": person.group.name,
            "at": block.at,
        }
        for block, person in queries.blocked_by(me().id)
    ]
    return render_template("members/blocks.html", blocks=blocks)


@pages.post("/memberships/<int:membership_id>/role")
@redraws(show_person)
def update_role(membership_id: int) -> ResponseReturnValue:
    """Give this person another role."""
    operations.change_role(me().id, membership_id, RoleForm.parse(request.form).role)
    return answer(f"/memberships/{membership_id}")


def _no(person: Membership) -> bool:
    return False


def _back(membership_id: int) -> str:
    """Where the form stood, or the person's page."""
    back = request.form.get("back")
    return here_only(back) if back else f"/memberships/{membership_id}"
