"""Moving posts to another topic, and a whole topic into another."""

from typing import Any

from flask import Response, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from community.errors import Forbidden
from community.forums import operations, policies, queries
from community.forums.forms import MergeForm, SplitForm
from community.forums.models import Topic
from community.forums.views.blueprint import TOPIC, page_asked, pages
from community.groups.queries import staff_ready
from community.registry import registry
from community.rooms.broadcasts import views_of
from community.rooms.queries import Seat
from community.web import answer, me, redraws

OFFERED = 50
"""Topics in the list of those that posts can be moved to; others by their address."""


@pages.get(f"{TOPIC}/moves")
def show_moves(topic_id: int) -> str:
    """The posts of a page (`?page=`), to choose those that are to be moved; or the whole topic."""
    seat = managed(topic_id)
    page = page_asked(seat.venue)
    said = queries.posts_on(seat.venue, page, registry.hidden_from(me().id)).values()
    standing = [one for one in said if one.message.removed_at is None]
    g.chosen = set(request.form.getlist("posts"))
    return render_template(
        "forums/moves.html", topic=seat.venue, group=seat.venue.group, page=page, chosen=g.chosen,
        messages=views_of(standing, seat, me().zone), others=_others(seat.venue),
    )  # fmt: skip


@pages.post(f"{TOPIC}/moves")
@redraws(show_moves)
def create_move(topic_id: int) -> Response:
    """Move some posts."""
    form = SplitForm.parse(request.form.to_dict() | {"posts": request.form.getlist("posts")})
    there = operations.split_topic(me().id, topic_id, form)
    count = len(form.posts)
    flash(
        ngettext("The post is here now.", "The posts are here now.", 2 if form.and_later else count)
    )
    return answer(url_for("forums.show_topic", topic_id=there))


@pages.post(f"{TOPIC}/merger")
@redraws(show_moves)
def create_merger(topic_id: int) -> Response:
    """Let the whole topic go on in another."""
    there = operations.merge_topic(me().id, topic_id, MergeForm.parse(request.form))
    flash(_("Both topics are one now."))
    return answer(url_for("forums.show_topic", topic_id=there))


def managed(topic_id: int) -> Seat[Topic]:
    """A topic for its moderators. Raises NotFound, Forbidden."""
    seat = queries.topic_for(me().id, topic_id)
    if not policies.can_manage_forum(seat.place, staff_ready(me().id)):
        raise Forbidden(_("Only the group's moderators can change this topic."))
    return seat


def _others(topic: Topic) -> list[tuple[Any, str]]:
    return [(other.id, other.name) for other in queries.others_in(topic, OFFERED)]
