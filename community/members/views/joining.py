"""Making an account at the door."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from community import limits
from community.clock import now
from community.members import browser, operations, passphrases, policies, queries
from community.members.forms import LOCALES, JoinForm
from community.members.operations import Newcomer, Proof
from community.members.views.blueprint import draw, pages
from community.members.views.door import let_in
from community.web import answer, public, redraws, someone


def draw_join() -> str:
    """The form, or why there is none."""
    site, token = queries.site(), request.values.get("invitation", "")
    invitation = queries.invitation_by_secret(token)
    return draw(
        "join", {"invitation": token}, suggestion=passphrases.suggestion(), registration=site.registration,
        may_join=policies.can_join(site, invitation, queries.people(), now()),
    )  # fmt: skip


@pages.get("/join")
@public
def show_join() -> ResponseReturnValue:
    """The form for whoever is not in yet."""
    return answer("/") if someone() is not None else draw_join()


@pages.post("/join")
@public
@redraws(draw_join)
def create_join() -> ResponseReturnValue:
    """Make the account, come in, and see the ten recovery codes, this once (L1.1, L1.2)."""
    form = JoinForm.parse(request.form, queries.site_name())
    limits.spend("joining", limits.network())
    kept = passphrases.hash_passphrase(form.passphrase)
    newcomer = Newcomer(form.handle, kept, zone=form.zone)
    joined = operations.join(newcomer, form.invitation, _language())
    begun = operations.sign_in(joined.member_id, Proof(kept, label=browser.label()))
    let_in(begun)
    return draw(
        "codes", codes=joined.codes, handle=joined.handle, onward="/", left=len(joined.codes)
    )


def _language() -> str:
    wanted = str(get_locale() or "en")
    return wanted if wanted in dict(LOCALES) else "en"
