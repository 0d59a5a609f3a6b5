"""A topic page by page, posting in it, and what a moderator sets about it."""

from collections.abc import Mapping

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community import limits
from community.forums import operations, policies, queries
from community.forums.forms import TopicRules
from community.forums.models import NEITHER, Topic
from community.forums.moved import moved_between
from community.forums.views.blueprint import TOPIC, page_asked, pages
from community.forums.views.moving import managed
from community.groups.queries import staff_ready
from community.registry import registry
from community.rooms import operations as rooms
from community.rooms import reading
from community.rooms.broadcasts import address_of_line
from community.rooms.forms import MessageForm
from community.rooms.logs import after_posting, lines_page, venue_page
from community.rooms.queries import Said, Seat, poster_in, read_position, send_rate
from community.rooms.refusals import state_for
from community.web import answer, me, redraws


@pages.get(TOPIC)
def show_topic(topic_id: int) -> ResponseReturnValue:
    """A page of a topic (`?page=`, the first by itself), or (`?go=unread`) on to where reading goes on."""
    seat = queries.topic_for(me().id, topic_id)
    if seat.venue.merged_into is not None:
        if request.method == "GET":
            there, go = seat.venue.merged_into, request.args.get("go")
            return redirect(url_for("forums.show_topic", topic_id=there, go=go), 301)
        return show_topic(seat.venue.merged_into)  # what could not be posted is kept in its box
    if request.args.get("go") == "unread":
        return redirect(_where_reading_goes_on(seat), 303)
    if request.args.get("go") == "end":  # where one's own words stand that wait
        last = seat.venue.pages
        page = last if last > 1 else None
        return redirect(
            url_for("forums.show_topic", topic_id=topic_id, page=page, _anchor="waiting"), 303
        )
    page = page_asked(seat.venue)
    whole = venue_page(seat)
    posts = queries.posts_on(seat.venue, page, registry.hidden_from(me().id))
    shown = lines_page(seat, list(posts.values()))
    live = page == seat.venue.pages
    reading.note(me().id, topic_id, whole["seq"] if live else _last_seq(posts))
    whole |= shown | {
        "page": page, "live": live, "told": moved_between(seat.venue, page, posts), "older": False,
        "furniture": {}, "board": seat.venue.board, "room_words": "forums/_about.html", "from_top": True,
        "choice": _choice(seat),
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
    waiting = f"/topics/{topic_id}?go=end"
    return after_posting(
        posted, "" if posted.waits else address_of_line(stream, posted.seq), waiting
    )


@pages.get(f"{TOPIC}/state")
def show_topic_state(topic_id: int) -> str:
    """How the box stands for this reader now."""
    seat = queries.topic_for(me().id, topic_id)
    return render_template("rooms/_state.html", state=state_for(seat.venue, poster_in(seat)))


@pages.get(f"{TOPIC}/settings")
def show_topic_settings(topic_id: int) -> str:
    """What a moderator sets about a topic."""
    seat = managed(topic_id)
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


def _choice(seat: Seat[Topic]) -> str:
    if seat.membership is None:
        return ""
    return queries.choices_of(seat.member_id, [seat.venue.id]).get(seat.venue.id, NEITHER)


def _where_reading_goes_on(seat: Seat[Topic]) -> str:
    topic, read = seat.venue, read_position(seat.member_id, seat.venue.id)
    page = queries.page_after(topic.id, read)
    return url_for(
        "forums.show_topic", topic_id=topic.id, page=page if page > 1 else None, _anchor="unread"
    )


def _last_seq(posts: Mapping[int, Said]) -> int:
    return posts[max(posts)].message.seq if posts else 0


def _settings(topic: Topic) -> dict[str, str]:
    return {
        "name": topic.name, "board": str(topic.board_id), "pinned": "yes" if topic.pinned_at else "",
        "closed": "yes" if topic.read_only_since else "", "closing_reason": topic.closing_reason,
        "slow_seconds": str(topic.slow_seconds), "slow_reason": topic.slow_reason,
    }  # fmt: skip
