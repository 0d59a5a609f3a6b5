"""How long what belongs to accounts is kept: what opens nothing any more goes (L12.3)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.members.models import (
    Authenticator,
    Consent,
    Erasure,
    Invitation,
    LeadsKey,
    Member,
    Office,
    PolicyVersion,
    RecoveryCode,
    Session,
    SetupCode,
    Site,
    Token,
)
from community.purging import in_handfuls, one_after_the_other
from community.registry import Kept, Purgeable, by_itself, registry


def declare() -> None:
    """Say it to the registry."""
    keys = (Session, Token, Invitation)
    registry.purges(
        Purgeable(
            "sessions", _l("Sign-ins, keys and invitations that are over"),
            _l("Ended or expired sign-ins (and the devices pushed to from them), keys of programs, and invitations."),
            "L12.3", 0, one_after_the_other(*(in_handfuls(key, _over(key)) for key in keys)), keys,
            least=0, most=30,
        ),
        Purgeable(
            "used-codes", _l("Recovery codes that were used, and the code of the set-up"),
            _l("The hash of a code that opens nothing any more."), "L12.3", 0,
            one_after_the_other(*(in_handfuls(code, _used(code)) for code in (RecoveryCode, SetupCode))),
            (RecoveryCode, SetupCode), least=0, most=30,
        ),
        Purgeable(
            "networks", _l("Fingerprints of networks"),
            _l("Keyed hashes by which too many tries are counted, in memory only; their key changes."),
            "L1.4", 14, by_itself, least=14, most=14,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it is the site itself", (Site,)),
        Kept("it is an account, until its owner deletes it", (Member, Authenticator)),
        Kept("it says what somebody agreed to, as long as the account is there", (Consent,)),
        Kept("it says who answered for the site, and when", (Office,)),
        Kept("what is sealed to a key may be found again after years", (LeadsKey,)),
        Kept("it says what the site told of itself, and what was agreed to", (PolicyVersion,)),
        Kept("it says that a row has no name, should a copy be put back", (Erasure,)),
    )


def _over(kind: Any) -> Any:
    def over(before: datetime) -> sa.ColumnElement[bool]:
        spent = [Invitation.uses_left <= 0] if kind is Invitation else []
        return sa.or_(kind.revoked_at <= before, kind.expires_at <= before, *spent)

    return over


def _used(kind: Any) -> Any:
    return lambda before: kind.used_at <= before
