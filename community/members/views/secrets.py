"""Recovery codes and the passphrase."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.members import operations, passphrases, proofs, queries
from community.members.forms import ConfirmForm, PassphraseForm
from community.members.views.blueprint import draw, pages
from community.web import answer, me, redraws


def draw_codes() -> str:
    """How many codes are left, and the form for new ones."""
    return draw(
        "codes", codes=None, handle=me().handle, onward="/you", left=queries.codes_left(me().id)
    )


@pages.get("/you/codes")
def show_codes() -> str:
    """How many codes are left."""
    return draw_codes()


@pages.post("/you/codes")
@redraws(draw_codes)
def create_codes() -> str:
    """Ten new codes, shown this once (L1.2)."""
    form = ConfirmForm.parse(request.form)
    fresh = operations.new_codes(me().id, proofs.prove_again(me().id, form.passphrase))
    return draw("codes", codes=fresh, handle=me().handle, onward="/you", left=len(fresh))


def draw_passphrase() -> str:
    """The form for a new passphrase."""
    return draw("passphrase", suggestion=passphrases.suggestion())


@pages.get("/you/passphrase")
def show_passphrase() -> str:
    """The form for a new passphrase."""
    return draw_passphrase()


@pages.post("/you/passphrase")
@redraws(draw_passphrase)
def create_passphrase() -> ResponseReturnValue:
    """Set a new passphrase; everywhere else the member is signed out."""
    form = PassphraseForm.parse(request.form, me().handle, queries.site_name())
    seen = proofs.prove_again(me().id, form.passphrase)
    fresh = passphrases.hash_passphrase(form.new_passphrase)
    operations.change_passphrase(me().id, me().session_id, seen, fresh)
    flash(_("Your new passphrase holds. Everywhere else you are signed out."))
    return answer("/you")
