"""Who would like to join, for the group's moderators."""

from flask import render_template
from flask.typing import ResponseReturnValue

from community.groups import operations, queries
from community.groups.views.blueprint import bound, pages
from community.web import answer, me


@pages.get("/groups/<slug>/requests")
def list_requests(slug: str) -> ResponseReturnValue:
    """Those who wait, with their answers."""
    place = queries.managed_for(me().id, slug)
    waiting = [
        {
            "id": asked.id,
            "handle": asked.handle,
            "created_at": asked.created_at,
            "answers": list(zip(place.group.questions, asked.answers, strict=False)),
        }
        for asked in queries.requests_of(place.group.id)
    ]
    return render_template("groups/requests.html", **bound(place), requests=waiting)


@pages.post("/requests/<int:request_id>/acceptance")
def create_acceptance(request_id: int) -> ResponseReturnValue:
    """Let somebody in."""
    slug = operations.accept_request(me().id, request_id)
    return answer(f"/groups/{slug}/requests")


@pages.post("/requests/<int:request_id>/refusal")
def create_refusal(request_id: int) -> ResponseReturnValue:
    """Do not let somebody in now."""
    slug = operations.refuse_request(me().id, request_id)
    return answer(f"/groups/{slug}/requests")
