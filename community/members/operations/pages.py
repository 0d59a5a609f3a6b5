"""Filling in the policy pages, agreeing to the terms, and being reminded of the risk register (L1.1, R17)."""

from datetime import timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from community import journal
from community.actors import is_person
from community.clock import now
from community.errors import Conflict, NotFound
from community.extensions import db
from community.jobs import schedule
from community.members import policies, policy_pages, queries
from community.members.agreement import consent_version
from community.members.forms import PolicyForm
from community.members.models import Consent, Erasure, Member, PolicyVersion
from community.operations import in_order_of, operation, tell

HANDFUL = 200
"""Members who are told in one unit."""

REMIND = timedelta(days=30)
"""Until administrators are told again that the risk register waits."""


@operation
def write_policy_page(actor: int, page: str, form: PolicyForm) -> int:
    """Keep a new version of a page; its number. The site's door follows: it needs every page complete.

    Raises NotFound for whoever may not write it, Conflict where somebody else wrote meanwhile.
    """
    if page not in policy_pages.PAGES:
        raise NotFound
    if is_person(actor) and not policies.can_write_policies(queries.member_for(actor)):
        raise NotFound
    in_order_of("policy pages")
    before = queries.current_version(page)
    number = before.number if before else 0
    if form.based_on != number:
        raise Conflict(
            _("Somebody changed this page while you were writing. Yours is below; save it again.")
        )
    if before is not None and before.fields == dict(form.fields):
        return number
    complete = policy_pages.is_complete(page, form.fields)
    asks = page == policy_pages.TERMS and form.asks and complete
    version = PolicyVersion(
        page=page, number=number + 1, fields=dict(form.fields), author=actor, at=now(), asks=asks
    )
    db.session.add(version)
    db.session.flush()
    _note_completeness()
    facts = {"number": version.number, "complete": complete, "asks": asks}
    journal.record(actor, "members:policy:written", f"policy:{page}", facts)
    if asks:
        _go_on_telling(version.number, 0)
    return version.number


@operation
def tell_of_terms(number: int, after: int) -> None:
    """Tell the next handful of members that the terms changed, and plan the rest."""
    asked = queries.last_asked(policy_pages.TERMS)
    if asked is None or asked.number != number:
        return  # a newer version is being told of
    here = sa.select(Member.id).where(
        Member.id > after,
        Member.stands_in_since.is_(None),
        Member.id.not_in(sa.select(Erasure.member_id)),
    )
    found = list(db.session.scalars(here.order_by(Member.id).limit(HANDFUL)))
    for member_id in found:
        tell(member_id, "terms_changed", {"number": number})
    if len(found) == HANDFUL:
        _go_on_telling(number, found[-1])


@operation
def agree_to_terms(member_id: int, number: int) -> None:
    """Keep that the member agrees to that version of the terms. Raises Conflict where there is a newer one."""
    member = queries.member_for(member_id)
    current = queries.current_version(policy_pages.TERMS)
    if current is None:
        raise NotFound
    if current.number != number:
        raise Conflict(_("The terms changed once more while you were reading. They are below."))
    agreed = queries.last_consent(member.id)
    if agreed is None or agreed.text_version != consent_version(number):
        db.session.add(Consent(member_id=member.id, text_version=consent_version(number), at=now()))
        journal.record(member.id, "members:terms:agreed", f"member:{member.id}", {"number": number})


@operation
def remind_of_risks() -> None:
    """Tell administrators, once a month, that rows of the risk register were not looked at for a year."""
    site = queries.the_site()
    if site is None:
        return
    waiting = list(policy_pages.overdue(queries.written(policy_pages.RISKS), now().date()))
    told = site.risks_told_at
    if not waiting or (told is not None and now() - told < REMIND):
        return
    site.risks_told_at = now()
    for member_id in sorted(queries.who_runs_the_site()):
        tell(member_id, "risks_overdue", {})


def _note_completeness() -> None:
    site = queries.site()
    whole = all(
        policy_pages.is_complete(page, queries.written(page)) for page in policy_pages.PAGES
    )
    site.policy_pages_at = (site.policy_pages_at or now()) if whole else None


def _go_on_telling(number: int, after: int) -> None:
    facts = {"number": number, "after": after}
    schedule("members:tell-terms", f"terms:{number}:{after}", facts)
