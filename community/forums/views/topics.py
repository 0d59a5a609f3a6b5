"""A topic page by page, posting in it, and what a moderator sets about it."""

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community import limits
from community.errors import Forbidden, NotFound
from community.forums import operations, policies, queries
from community.forums.forms import TopicRules
from community.forums.models import Topic
from community.forums.views.blueprint import TOPIC, pages
from community.groups.queries import staff_ready
from community.registry import registry
from community.rooms import operations as rooms
from community.rooms import reading
from community.rooms.broadcasts import address_of_line
from community.rooms.forms import MessageForm
from community.rooms.logs import lines_page, venue_page
from community.rooms.queries import Seat, poster_in, read_position, send_rate
from community.rooms.refusals import state_for
from community.web import answer, me, redraws


@pages.get(TOPIC)
def show_topic(topic_id: int) -> ResponseReturnValue:
    """A page of a topic (`?page=`, the first by itself), or (`?go=unread`) on to where reading goes on."""
    seat = queries.topic_for(me().id, topic_id)
    if request.args.get("go") == "unread":
        return redirect(_where_reading_goes_on(seat), 303)
    page = _page_asked(seat.venue)
    whole = venue_page(seat)
    posts = list(queries.posts_on(seat.venue, page, registry.hidden_from(me().id)).values())
    shown = lines_page(seat, posts)
    live = page == seat.venue.pages
    reading.note(me().id, topic_id, whole["seq"] if live else _last_seq(posts))
    whole |= shown | {
        "page": page, "live": live, "told": {}, "older": False, "furniture": {}, "board": seat.venue.board,
        "room_words": "forums/_about.html", "from_top": True,
        "may_manage": policies.can_manage_forum(seat.place, staff_ready(me().id)),
    }  # fmt: skip
    return render_template("forums/topic.html", **whole)


@pages.post(f"{TOPIC}/posts")
@redraws(show_topic)
def create_post(topic_id: int) -> Response:
    """Write in a topic."""
    limits.spend(send_rate(me().id), me().id)
    stream = f"topic:{topic_id}"
    posted = rooms.post_message(me().id, stream, MessageForm.parse(request.form))
    return answer(address_of_line(stream, posted.seq), posted.html)


@pages.get(f"{TOPIC}/state")
def show_topic_state(topic_id: int) -> str:
    """How the box stands for this reader now."""
    seat = queries.topic_for(me().id, topic_id)
    return render_template("rooms/_state.html", state=state_for(seat.venue, poster_in(seat)))


@pages.get(f"{TOPIC}/settings")
def show_topic_settings(topic_id: int) -> str:
    """What a moderator sets about a topic."""
    seat = queries.topic_for(me().id, topic_id)
    if not policies.can_manage_forum(seat.place, staff_ready(me().id)):
        raise Forbidden(_("Only the group's moderators can change this topic."))
    g.values = g.get("values") or _settings(seat.venue)
    boards = [(board.id, board.name) for board in queries.boards_of(seat.venue.group_id, True)]
    return render_template(
        "forums/topic_settings.html", topic=seat.venue, group=seat.venue.group, boards=boards
    )


@pages.post(f"{TOPIC}/settings")
@redraws(show_topic_settings)
def change_topic(topic_id: int) -> Response:
    """Change a topic."""
    operations.change_topic(me().id, topic_id, TopicRules.parse(request.form))
    flash(_("Saved."))
    return answer(url_for("forums.show_topic", topic_id=topic_id))


def _page_asked(topic: Topic) -> int:
    unsaid = (
        1 if request.method == "GET" else topic.pages
    )  # a post that was refused would have come last
    page = request.args.get("page", unsaid, type=int)
    if not 1 <= page <= topic.pages:
        raise NotFound
    return page


def _where_reading_goes_on(seat: Seat[Topic]) -> str:
    topic, read = seat.venue, read_position(seat.member_id, seat.venue.id)
    page = queries.page_after(topic.id, read)
    return url_for(
        "forums.show_topic", topic_id=topic.id, page=page if page > 1 else None, _anchor="unread"
    )


def _last_seq(posts: list[Any]) -> int:
    return int(posts[-1].message.seq) if posts else 0


def _settings(topic: Topic) -> dict[str, str]:
    return {
        "name": topic.name, "board": str(topic.board_id), "pinned": "yes" if topic.pinned_at else "",
        "closed": "yes" if topic.read_only_since else "", "closing_reason": topic.closing_reason,
        "slow_seconds": str(topic.slow_seconds), "slow_reason": topic.slow_reason,
    }  # fmt: skip
