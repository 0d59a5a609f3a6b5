"""Turning the authenticator app on and off."""

from datetime import timedelta

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.members import browser, operations, patience, queries, totp
from community.members.forms import CodeForm
from community.members.views.blueprint import draw, pages
from community.web import answer, me, redraws

PENDING = "authenticator"
PENDING_LASTS = timedelta(hours=1)
"""How long the same square is shown, so that a reload does not make the scanned one worthless."""


def draw_authenticator() -> str:
    """The square to scan, or since when it is on."""
    mine = queries.member_for(me().id)
    if mine.authenticator is not None:
        return draw("authenticator", confirmed_at=mine.authenticator.confirmed_at)
    key = _pending_key()
    uri = totp.provisioning_uri(key, mine.handle, queries.site_name())
    picture, spaced = totp.qr_code(uri), totp.grouped(key)
    return draw("authenticator", confirmed_at=None, qr=picture, secret=spaced, uri=uri)


@pages.get("/you/authenticator")
def show_authenticator() -> str:
    """The square to scan, or since when it is on."""
    return draw_authenticator()


@pages.post("/you/authenticator")
@redraws(draw_authenticator)
def create_authenticator() -> ResponseReturnValue:
    """Turn it on: the app shows the right digits."""
    form = CodeForm.parse(request.form)
    with patience.counted("code", me().id):
        operations.confirm_authenticator(me().id, me().session_id, _pending_key(), form.code)
    browser.drop(PENDING)
    flash(_("Your authenticator is on. Everywhere else you are signed out."))
    return answer("/you/authenticator")


@pages.post("/you/authenticator/removal")
@redraws(draw_authenticator)
def create_removal() -> ResponseReturnValue:
    """Turn it off, with a code of it."""
    form = CodeForm.parse(request.form)
    with patience.counted("code", me().id):
        operations.remove_authenticator(me().id, form.code)
    flash(_("Your authenticator is off."))
    return answer("/you/authenticator")


def _pending_key() -> str:
    kept = browser.kept(PENDING)
    if kept is None or kept["member"] != me().id:
        kept = {"member": me().id, "key": totp.new_key()}
        browser.keep(PENDING, kept, PENDING_LASTS)
    return str(kept["key"])
