"""`/setup`, once: the site, its first administrator, its first group."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from community import limits
from community.errors import NotFound
from community.groups import operations
from community.groups.forms import SetupForm
from community.groups.views.blueprint import pages, typed
from community.groups.views.invitations import address_of
from community.members import browser, passphrases
from community.members.operations import Proof, sign_in
from community.members.queries import the_site
from community.web import public, redraws


@pages.get("/setup")
@public
def show_setup() -> ResponseReturnValue:
    """The form, until it was used."""
    if the_site() is not None:
        raise NotFound
    return render_template("setup/show.html", values=typed({}), suggestion=passphrases.suggestion())


@pages.post("/setup")
@public
@redraws(show_setup)
def create_setup() -> ResponseReturnValue:
    """Found the site, and show the recovery codes and the first invitation, this once."""
    limits.spend("setup", limits.network())
    form = SetupForm.parse(request.form)
    kept = passphrases.hash_passphrase(form.passphrase)
    made = operations.set_up(form, kept)
    browser.begin(sign_in(made.member_id, Proof(kept, label=browser.label())).secret)
    facts = {"codes": made.codes, "handle": made.handle, "onward": "/you/authenticator"}
    return render_template("setup/done.html", **facts, address=address_of(made.invitation))
