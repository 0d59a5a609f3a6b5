"""Who answers for the site: for whoever names them, for everybody here, and for the leads themselves."""

from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.errors import NotFound
from community.members import operations, patience, policies, proofs, queries
from community.members.forms import BothForm, NamingForm, WordForm
from community.members.models import CONTACT, LEAD
from community.members.views.blueprint import draw, pages
from community.registry import registry
from community.web import answer, me, redraws


def draw_offices() -> str:
    """Who holds which office, and the forms to name somebody."""
    if not policies.can_name_officers(queries.member_for(me().id)):
        raise NotFound
    return draw(
        "offices",
        {"kind": LEAD},
        leads=_held(LEAD),
        contacts=_held(CONTACT),
        key=queries.leads_key(),
        panels=[
            (one.template, one.query(member_id=me().id)) for one in registry.panels_of("offices")
        ],
    )


@pages.get("/site/offices")
def show_offices() -> str:
    """Who holds which office."""
    return draw_offices()


@pages.post("/site/offices")
@redraws(draw_offices)
def create_office() -> ResponseReturnValue:
    """Name a safeguarding lead, or the external contact."""
    form = NamingForm.parse(request.form)
    name = operations.name_lead if form.kind == LEAD else operations.name_contact
    name(me().id, form.handle)
    flash(_("Named. They were told, and so was everybody on staff."))
    return answer("/site/offices")


@pages.post("/site/offices/leads/<int:office_id>/ending")
def end_lead(office_id: int) -> ResponseReturnValue:
    """Relieve a lead, or lay the office down."""
    operations.end_lead(me().id, office_id)
    flash(_("That office has ended. They were told, and so was everybody on staff."))
    return answer("/site/answering")


@pages.post("/site/offices/contacts/<int:office_id>/ending")
def end_contact(office_id: int) -> ResponseReturnValue:
    """Relieve the external contact, or lay the office down."""
    operations.end_contact(me().id, office_id)
    flash(_("That office has ended. They were told, and so was everybody on staff."))
    return answer("/site/answering")


@pages.get("/site/answering")
def show_answering() -> str:
    """Who answers for the site, for everybody who is in."""
    can_name = policies.can_name_officers(queries.member_for(me().id))
    return draw("answering", leads=_held(LEAD), contacts=_held(CONTACT), can_name=can_name)


def draw_leads_key() -> str:
    """The key that counts, and the form for a new one."""
    if not queries.is_officer(me().id, LEAD):
        raise NotFound
    unconfirmed = queries.unconfirmed_key_of(me().id)
    return draw("leads_key", key=queries.leads_key(), unconfirmed=unconfirmed, private="")


@pages.get("/site/leads-key")
def show_leads_key() -> str:
    """The key that counts, for leads."""
    return draw_leads_key()


@pages.post("/site/leads-key")
@redraws(draw_leads_key)
def create_leads_key() -> ResponseReturnValue:
    """Make a key, and see its private half this once."""
    if not queries.is_officer(me().id, LEAD):
        raise NotFound
    form = BothForm.parse(request.form)
    seen = proofs.prove_again(me().id, form.passphrase)
    with patience.counted("code", me().id):
        private = operations.make_leads_key(me().id, seen, form.code)
    unconfirmed = queries.unconfirmed_key_of(me().id)
    return draw("leads_key", key=queries.leads_key(), unconfirmed=unconfirmed, private=private)


@pages.post("/site/leads-key/confirmation")
@redraws(draw_leads_key)
def confirm_leads_key() -> ResponseReturnValue:
    """Let it count: its check word shows that it was written down."""
    operations.confirm_leads_key(me().id, WordForm.parse(request.form).word)
    flash(_("The key counts now. Keep what you wrote down away from this machine."))
    return answer("/site/leads-key")


def _held(kind: str) -> list[dict[str, Any]]:
    return [
        {
            "id": office.id, "handle": member.handle, "since": office.named_at,
            "is_me": member.id == me().id, "can_act": member.has_authenticator,
        }
        for office, member in queries.offices(kind)
    ]  # fmt: skip
