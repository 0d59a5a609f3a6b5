"""The site's own row and the one-time code that opens `/setup`."""

import hmac

from flask_babel import gettext as _

from community import journal
from community.actors import OPERATOR, is_person
from community.clock import now
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.members import codes, policies, queries
from community.members.credentials import hash_secret
from community.members.models import SetupCode, Site
from community.operations import operation


@operation
def offer_setup_code() -> str:
    """A new one-time code for `/setup`, printed where the server starts; empty once the site is set up."""
    site = queries.the_site()
    if site is not None and site.set_up_at is not None:
        return ""
    code = codes.new_codes()[0]
    kept = queries.setup_code() or SetupCode(id=1, hash="", created_at=now())
    kept.hash, kept.created_at, kept.used_at = hash_secret(codes.normalised(code)), now(), None
    db.session.add(kept)
    return code


@operation
def spend_setup_code(code: str) -> None:
    """Accept the code once: what follows in this unit is OPERATOR's. Raises Invalid for a wrong or used one."""
    kept, typed = queries.setup_code(), hash_secret(codes.normalised(code))
    if kept is not None:
        db.session.refresh(kept, with_for_update=True)  # two may type it at once
    if kept is None or kept.used_at is not None or not hmac.compare_digest(kept.hash, typed):
        raise Invalid(
            {
                "code": _(
                    "That is not the code that was printed. Start the server again for a new one."
                )
            }
        )
    kept.used_at = now()


@operation
def found_site(actor: int, name: str) -> None:
    """Write the site's row. Raises Conflict where it is set up already."""
    if actor != OPERATOR:
        raise NotFound
    if queries.the_site() is not None:
        raise Conflict(_("This site is set up already."))
    db.session.add(Site(id=1, name=name, set_up_at=now()))
    db.session.flush()
    journal.record(actor, "members:site:founded", "site:1")


@operation
def change_site(actor: int, registration: str) -> None:
    """How people join: open, by invitation, closed (L1.1). By an administrator with an authenticator, or OPERATOR."""
    site = queries.site()
    if is_person(actor) and not policies.can_run_site(queries.member_for(actor)):
        raise NotFound
    if registration not in policies.REGISTRATIONS:
        raise Invalid({"registration": _("Choose one of these.")})
    if registration == policies.OPEN and not policies.can_open_registration(site):
        raise Forbidden(_("Anybody may join once the policy pages are filled in."))
    site.registration = registration
    journal.record(actor, "members:site:registration", "site:1", {"registration": registration})


@operation
def let_members_create_groups(actor: int, allowed: bool) -> None:
    """Whether any member may begin a group, or administrators only (L2.2). Who may: as `change_site`."""
    site = queries.site()
    if is_person(actor) and not policies.can_run_site(queries.member_for(actor)):
        raise NotFound
    site.members_create_groups = allowed
    journal.record(actor, "members:site:groups", "site:1", {"by_members": allowed})
