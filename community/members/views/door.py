"""Signing in, and the way back in."""

from urllib.parse import urlencode

from flask import Response, flash, g, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community import limits
from community.members import browser, handles, operations, passphrases, patience, proofs, queries
from community.members.forms import RecoveryForm, here_only
from community.members.operations import Begun
from community.members.views.blueprint import draw, pages
from community.registry import registry
from community.web import answer, public, redraws, someone

FORGET = '"cache", "storage"'
"""What the browser lets go of at sign-out; where the header is not honoured, the page's own script does it."""


def draw_sign_in() -> str:
    """The door; after the passphrase of somebody with an authenticator, the question for its code."""
    site = queries.the_site()
    return draw(
        "sign_in", {"next": here_only(request.args.get("next"))},
        statement=g.get("statement", ""),
        needs_code=proofs.half_way() is not None, registration=site.registration if site else "closed",
    )  # fmt: skip


@pages.get("/sign-in")
@public
def show_sign_in() -> ResponseReturnValue:
    """The door, from the beginning."""
    if someone() is not None:
        return answer(here_only(request.args.get("next")))
    if browser.secret():  # it was ended elsewhere: what this device kept goes too (L1.6)
        browser.end()
        return forgetting(draw_sign_in())
    browser.drop(proofs.HALF_WAY)
    return draw_sign_in()


@pages.post("/sign-in")
@public
@redraws(draw_sign_in)
def create_sign_in() -> ResponseReturnValue:
    """Come in. Whatever this browser was signed in with before ends."""
    account, proof = proofs.both_steps(request.form)
    if account.has_authenticator and not proof.code:
        return draw_sign_in()
    try:
        begun = operations.sign_in(account.member_id, proof)
    except operations.KeptOut as refusal:
        g.statement = registry.statement_of(refusal.member_id)
        raise
    patience.succeeded("code", account.member_id)
    let_in(begun)
    onward = here_only(request.form.get("next"))
    if queries.is_asked_anew(account.member_id):
        return answer(f"/you/agreement?{urlencode({'next': onward})}")
    return answer(onward)


def draw_recovery() -> str:
    """The way back in."""
    return draw("recovery", suggestion=passphrases.suggestion())


@pages.get("/recovery")
@public
def show_recovery() -> str:
    """The way back in."""
    return draw_recovery()


@pages.post("/recovery")
@public
@redraws(draw_recovery)
def create_recovery() -> ResponseReturnValue:
    """Come in with a recovery code and a new passphrase (L1.2)."""
    form = RecoveryForm.parse(request.form, queries.site_name())
    limits.spend("recovery", limits.network())
    patience.attempt("account", handles.skeleton(form.handle))
    fresh = passphrases.hash_passphrase(form.passphrase)
    begun = operations.recover_with_code(form.handle, form.code, fresh, browser.label())
    patience.succeeded("account", handles.skeleton(form.handle))
    let_in(begun)
    flash(_("Your new passphrase holds. Everywhere else you are signed out."))
    return answer("/you")


def forgetting(page: ResponseReturnValue) -> Response:
    """Answer with `page`, and have the browser let go of what it stored of this site."""
    response = make_response(page)
    response.headers["Clear-Site-Data"] = FORGET
    return response


def let_in(begun: Begun) -> None:
    """Give the browser its new secret. What it was signed in with until now ends, so that nothing stays open."""
    before = someone()
    if before is not None:
        operations.sign_out(before.id, before.session_id)
    browser.begin(begun.secret)
