"""Where a member is signed in, and ending it (L1.6)."""

from typing import Any

from flask import Response, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.members import browser, operations, queries
from community.members.models import Session
from community.members.views.blueprint import pages
from community.members.views.door import forgetting
from community.web import answer, me


@pages.get("/you/sessions")
def show_sessions() -> str:
    """Every session, this one marked."""
    mine = [_shown(session, me().session_id) for session in queries.sessions_of(me().id)]
    return render_template("members/sessions.html", sessions=mine)


@pages.post("/sessions/<int:session_id>/revocation")
def create_revocation(session_id: int) -> ResponseReturnValue:
    """End one of one's sessions; this one, where it is the one that asks."""
    if session_id == me().session_id:
        return create_sign_out()
    operations.revoke_session(me().id, session_id)
    flash(_("That one is signed out."))
    return answer("/you/sessions")


@pages.post("/sessions/current/revocation")
def create_sign_out() -> Response:
    """Sign out: the session ends, its sockets close, the browser forgets."""
    operations.sign_out(me().id, me().session_id)
    browser.end()
    return forgetting(answer("/sign-in"))


def _shown(session: Session, current: int) -> dict[str, Any]:
    return {
        "id": session.id, "label": session.label, "created_at": session.created_at,
        "current": session.id == current,
    }  # fmt: skip
