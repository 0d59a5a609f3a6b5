"""Boards: opened, renamed, put into order, archived (L2.6)."""

from flask_babel import gettext as _

from community.actors import is_person
from community.clock import now
from community.errors import Forbidden
from community.extensions import db
from community.forums import policies, queries
from community.forums.forms import BoardForm
from community.forums.models import Board
from community.groups.models import Group
from community.groups.queries import place_in, staff_ready
from community.journal import record
from community.operations import operation


@operation
def add_board(actor: int, group_id: int, form: BoardForm) -> int:
    """Open a board in a group; its id. Raises Forbidden."""
    if is_person(actor):
        place = place_in(actor, db.session.get_one(Group, group_id))
        _refuse_unless(policies.can_manage_forum(place, staff_ready(actor)))
    return _open(actor, group_id, form)


@operation
def open_first_board(group_id: int, actor: int) -> None:
    """Every new group begins with a board."""
    _open(actor, group_id, BoardForm(name=_("Conversations")))


@operation
def change_board(member_id: int, board_id: int, form: BoardForm) -> None:
    """Rename, order, archive. Raises NotFound, Forbidden."""
    board, place = queries.board_for(member_id, board_id)
    _refuse_unless(policies.can_manage_forum(place, staff_ready(member_id)))
    board.name, board.about, board.position = form.name, form.about, form.position
    board.archived_at = (board.archived_at or now()) if form.archived else None
    db.session.flush()
    record(member_id, "forums:board:changed", f"board:{board.id}")


def _open(actor: int, group_id: int, form: BoardForm) -> int:
    board = Board(
        group_id=group_id,
        name=form.name,
        about=form.about,
        position=form.position,
        created_at=now(),
    )
    db.session.add(board)
    db.session.flush()
    record(actor, "forums:board:opened", f"board:{board.id}")
    return board.id


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise Forbidden(_("Only the group's moderators can change its forum."))
