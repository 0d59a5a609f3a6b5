"""Making an account, and what its owner changes about it."""

from dataclasses import dataclass, field

from flask import current_app
from flask_babel import gettext as _

from community import journal
from community.actors import OPERATOR, SYSTEM
from community.clock import now
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.members import codes, handles, policies, policy_pages, queries
from community.members.agreement import consent_version
from community.members.forms import SettingsForm
from community.members.models import LEAD, Authenticator, Consent, Member, RecoveryCode
from community.members.operations.ending import end_everything
from community.members.operations.invitations import find_good_invitation, spend
from community.members.seals import seal
from community.operations import operation, tell
from community.registry import Happening, registry


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to have an account: a checked handle and a passphrase already hashed."""

    handle: str
    passphrase_hash: str
    totp_key: str | None = field(default=None, repr=False)
    zone: str = "UTC"


@dataclass(frozen=True)
class Joined:
    """The new account, and its recovery codes to be shown once."""

    member_id: int
    handle: str
    codes: tuple[str, ...]
    group_id: int | None = None


@operation
def join(newcomer: Newcomer, invitation: str = "", locale: str = "en") -> Joined:
    """Make an account at the door (L1.1). Raises Forbidden where the door is closed, Invalid for a taken name."""
    site, invited = queries.site(), find_good_invitation(invitation)
    if not policies.can_join(site, invited, queries.people(), now()):
        raise Forbidden(
            _("This door is closed. Open the address you were given, or ask for another.")
        )
    member = _make(newcomer)
    member.locale = locale
    db.session.add(Consent(member_id=member.id, text_version=_terms_now(), at=now()))
    group_id = spend(invited) if invited else None
    journal.record(SYSTEM, "members:member:joined", f"member:{member.id}")
    registry.happened(
        Happening.JOINED_SITE, member_id=member.id, group_id=group_id,
        invitation_id=invited.id if invited else None,
    )  # fmt: skip
    return Joined(member.id, member.handle, replace_codes(member.id), group_id)


@operation
def add_member(actor: int, newcomer: Newcomer, administrator: bool = False) -> Joined:
    """Make an account on the machine or at set-up, without invitation. Only for OPERATOR."""
    if actor != OPERATOR:
        raise NotFound
    member = _make(newcomer)
    member.administrator_since = now() if administrator else None
    db.session.add(Consent(member_id=member.id, text_version=_terms_now(), at=now()))
    journal.record(
        actor, "members:member:added", f"member:{member.id}",
        {"administrator": administrator, "authenticator": newcomer.totp_key is not None},
    )  # fmt: skip
    registry.happened(Happening.JOINED_SITE, member_id=member.id, group_id=None, invitation_id=None)
    return Joined(member.id, member.handle, replace_codes(member.id))


@operation
def recover_admin(actor: int, handle: str, passphrase_hash: str) -> Joined:
    """Let an administrator or lead who lost everything in again, with a new passphrase and new codes (L1.2).

    The other leads are told of a lead's: an account of office that changes hands is nobody's secret.
    """
    member = queries.member_by_handle(handle)
    if actor != OPERATOR or member is None:
        raise NotFound
    if not member.is_administrator and not queries.holds(member.id, LEAD):
        raise Conflict(_("%(handle)s is neither administrator nor lead.", handle=member.handle))
    member.passphrase = passphrase_hash
    member.authenticator = None
    end_everything(member.id)
    journal.record(actor, "members:administrator:recovered", f"member:{member.id}")
    if queries.holds(member.id, LEAD):
        for lead in sorted(queries.named_leads() - {member.id}):
            tell(lead, "lead_recovered", {"member": member.id})
    return Joined(member.id, member.handle, replace_codes(member.id))


@operation
def change_settings(member_id: int, form: SettingsForm) -> None:
    """How the site looks and behaves for the member."""
    member = queries.member_for(member_id)
    member.theme, member.letters, member.discreet = form.theme, form.letters, form.discreet
    # told before it is another, so that what was counted by the old one can be kept
    if form.zone != member.zone:
        registry.happened(Happening.ZONE_CHANGING, member_id=member_id)
    member.locale, member.zone = form.locale, form.zone
    member.shows_presence, member.shows_typing = form.shows_presence, form.shows_typing


def replace_codes(member_id: int) -> tuple[str, ...]:
    """Forget the member's recovery codes and make ten new ones, within the unit under way."""
    db.session.query(RecoveryCode).filter_by(member_id=member_id).delete()
    fresh = codes.new_codes()
    kept = [RecoveryCode(member_id=member_id, hash=code_fingerprint(code)) for code in fresh]
    db.session.add_all(kept)
    return fresh


def code_fingerprint(code: str) -> str:
    """What the database keeps of a recovery code."""
    return codes.fingerprint(code, current_app.config["HEARTH"].key("codes"))


def sealed_key(member_id: int, totp_key: str) -> str:
    """An authenticator's key as the database may hold it."""
    return seal(current_app.extensions["keys"]["totp"], totp_key, f"member:{member_id}")


def _terms_now() -> str:
    terms = queries.current_version(policy_pages.TERMS)
    return consent_version(terms.number if terms is not None else 0)


def _make(newcomer: Newcomer) -> Member:
    key = handles.skeleton(newcomer.handle)
    if queries.is_taken(key):
        offer = handles.suggest(newcomer.handle, queries.is_taken)
        raise Invalid({"handle": handles.refusal_of_taken(newcomer.handle, offer)})
    member = Member(
        handle=newcomer.handle, skeleton=key, passphrase=newcomer.passphrase_hash, joined_at=now(),
        zone=newcomer.zone,
    )  # fmt: skip
    db.session.add(member)
    db.session.flush()
    if newcomer.totp_key is not None:
        sealed = sealed_key(member.id, newcomer.totp_key)
        member.authenticator = Authenticator(sealed_key=sealed, confirmed_at=now())
    return member
