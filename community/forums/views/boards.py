"""A group's forum, its boards, and what a moderator sets about one."""

from secrets import token_urlsafe
from typing import Any

from flask import Response, flash, g, render_template, request, url_for
from flask_babel import gettext as _

from community import limits
from community.errors import Forbidden, NotFound
from community.forums import operations, policies, queries
from community.forums.forms import BoardForm, TopicForm
from community.forums.lines import lines_of
from community.forums.views.blueprint import BOARD, FORUM, pages
from community.groups.models import Place
from community.groups.queries import place_for, staff_ready
from community.groups.views.blueprint import bound
from community.moderation.queries import own_waiting_at
from community.moderation.showing import WaitingView, waiting_view
from community.rooms.broadcasts import NOTE_LABELS, address_of_line
from community.rooms.logs import hint_author
from community.rooms.queries import send_rate
from community.web import answer, me, redraws

LATEST = 10


@pages.get(FORUM)
def show_forum(slug: str) -> str:
    """The boards of a group, and where somebody wrote last."""
    place = place_for(me().id, slug)
    if not policies.can_read_forum(place):
        raise NotFound
    manages = policies.can_manage_forum(place, staff_ready(me().id))
    latest = queries.latest_in(place.group.id, LATEST)
    return render_template(
        "forums/show.html", **bound(place), manages=manages,
        boards=queries.boards_of(place.group.id, archived=manages), latest=lines_of(me().id, latest),
    )  # fmt: skip


@pages.post("/groups/<slug>/boards")
@redraws(show_forum)
def create_board(slug: str) -> Response:
    """Open a board."""
    group = place_for(me().id, slug).group
    board_id = operations.add_board(me().id, group.id, BoardForm.parse(request.form))
    return answer(url_for("forums.show_board", board_id=board_id))


@pages.get(BOARD)
def show_board(board_id: int) -> str:
    """The topics of a board (`?page=`), pinned ones first."""
    board, place = queries.board_for(me().id, board_id)
    page = max(1, min(request.args.get("page", 1, type=int), 10_000))
    found = queries.topics_on(board.id, page)
    shown = (queries.pinned_on(board.id) if page == 1 else []) + found[: queries.TOPICS]
    return render_template(
        "forums/board.html", board=board, group=place.group, membership=place.membership,
        topics=lines_of(me().id, shown), page=page, more=len(found) > queries.TOPICS,
        may_start=policies.can_start_topic(place, board), waiting=_waiting(board_id, place),
        manages=policies.can_manage_forum(place, staff_ready(me().id)),
    )  # fmt: skip


def _waiting(board_id: int, place: Place) -> list[WaitingView]:
    mine = place.membership
    return (
        [waiting_view(one) for one in own_waiting_at(mine.id, f"board:{board_id}")] if mine else []
    )


@pages.get(f"{BOARD}/new")
def new_topic(board_id: int) -> str:
    """The form for a topic."""
    board, place = queries.board_for(me().id, board_id)
    if not policies.can_start_topic(place, board):
        raise Forbidden(_("You cannot begin a topic on this board."))
    return render_template(
        "forums/new.html", board=board, group=place.group, key=token_urlsafe(16),
        notes=list(NOTE_LABELS.items()),
    )  # fmt: skip


@pages.post(f"{BOARD}/topics")
@redraws(new_topic)
def create_topic(board_id: int) -> Response:
    """Begin a topic."""
    limits.spend(send_rate(me().id), me().id)
    started = operations.start_topic(me().id, board_id, TopicForm.parse(request.form))
    if started.resources:
        flash(" ".join(started.resources), "resources")
    hint_author()
    if started.waits is not None:
        return answer(f"/boards/{board_id}#waiting")
    return answer(address_of_line(f"topic:{started.topic_id}", started.seq))


@pages.get(f"{BOARD}/settings")
def show_board_settings(board_id: int) -> str:
    """What a moderator sets about a board."""
    board, place = queries.board_for(me().id, board_id)
    if not policies.can_manage_forum(place, staff_ready(me().id)):
        raise Forbidden(_("Only the group's moderators can change its forum."))
    known: dict[str, Any] = {"name": board.name, "about": board.about, "position": board.position}
    g.values = g.get("values") or known | {"archived": "yes" if board.archived_at else ""}
    return render_template("forums/board_settings.html", board=board, group=place.group)


@pages.post(f"{BOARD}/settings")
@redraws(show_board_settings)
def change_board(board_id: int) -> Response:
    """Change a board."""
    operations.change_board(me().id, board_id, BoardForm.parse(request.form))
    flash(_("Saved."))
    return answer(url_for("forums.show_board", board_id=board_id))
