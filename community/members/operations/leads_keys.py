"""The leads' key: a lead makes it, sees its private half once, and shows by its check word that it was kept."""

import hmac

from flask_babel import gettext as _

from community import journal
from community.clock import now
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.members import queries
from community.members.models import LEAD, LeadsKey, Member
from community.members.operations.authenticators import show_second_factor
from community.operations import in_order_of, operation, tell
from community.sealed_to import as_typed, check_word, fingerprint, new_pair


@operation
def make_leads_key(member_id: int, seen: str, code: str) -> str:
    """Make a pair and answer its private half, to be shown this once; it counts only once confirmed.

    `seen` is the hash that the passphrase fitted, `code` the authenticator's. What this lead made before and never
    confirmed is worth nothing any more. Raises NotFound for whoever is no lead, Invalid for a wrong code.
    """
    member = _lead(member_id)
    if member.passphrase != seen:
        raise Conflict(_("Your passphrase was changed a moment ago."))
    show_second_factor(member_id, code)
    _drop_unconfirmed(member_id)
    pair = new_pair()
    key = LeadsKey(
        public=pair.public, fingerprint=fingerprint(pair.public), made_by=member_id, made_at=now()
    )
    db.session.add(key)
    db.session.flush()
    facts = {"fingerprint": key.fingerprint}
    journal.record(member_id, "members:leads_key:made", f"leads_key:{key.id}", facts)
    return pair.private


@operation
def confirm_leads_key(member_id: int, word: str) -> None:
    """Let the key that this lead made count, in place of the one before: the lead has typed its check word.

    Raises NotFound where the member is no lead or made none, Invalid for a wrong word.
    """
    _lead(member_id)
    in_order_of("offices")
    key = queries.unconfirmed_key_of(member_id)
    if key is None:
        raise NotFound
    if not hmac.compare_digest(as_typed(word).encode(), check_word(key.public).encode()):
        raise Invalid({"word": _("Those are not the last four letters. Look at what you kept.")})
    before = queries.leads_key()
    if before is not None:
        before.retired_at = now()
    key.confirmed_at = now()
    db.session.flush()
    facts = {"fingerprint": key.fingerprint, "before": before.fingerprint if before else None}
    journal.record(member_id, "members:leads_key:confirmed", f"leads_key:{key.id}", facts)
    for lead in sorted(queries.named_leads() - {member_id}):
        tell(lead, "leads_key_changed", {"member": member_id, "anew": before is not None})


def _lead(member_id: int) -> Member:
    if not queries.is_officer(member_id, LEAD):
        raise NotFound
    return queries.member_for(member_id)


def _drop_unconfirmed(member_id: int) -> None:
    left = queries.unconfirmed_key_of(member_id)
    if left is not None:
        left.retired_at = now()
        db.session.flush()
