"""The slow and careful part of letting somebody in, before any unit of work.

A name that is not here and a passphrase that does not fit get the same answer in the same time (T27).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from community import limits
from community.errors import Invalid
from community.members import browser, handles, passphrases, patience, queries
from community.members.forms import CodeForm, SignInForm
from community.members.operations import Proof
from community.members.queries import Account

HALF_WAY = "half-way"
HALF_WAY_LASTS = timedelta(minutes=10)


def both_steps(raw: Mapping[str, Any]) -> tuple[Account, Proof]:
    """Who wants in, and what was shown: all in one form, or the code after the passphrase was found to fit.

    Raises Invalid or TooMany. Where a code is still needed, the browser keeps that the first step is done.
    """
    account = None if raw.get("passphrase") else half_way()
    if account is not None:
        proof = Proof(account.passphrase, CodeForm.parse(raw).code)
    else:
        account, proof = _first_step(SignInForm.parse(raw))
    if proof.code:
        patience.attempt("code", account.member_id)
    return account, replace(proof, label=browser.label())


def half_way() -> Account | None:
    """Whose passphrase this browser has shown, within the last minutes, and not the code."""
    kept = browser.kept(HALF_WAY)
    account = queries.account_of(kept["member"]) if kept else None
    if kept is None or account is None or kept["seen"] != _digest(account.passphrase):
        return None
    return account


def prove(handle: str, passphrase: str) -> Account:
    """The account that name and passphrase open. Raises Invalid, or TooMany after too many failures."""
    whose, where = handles.skeleton(handle), limits.network()
    patience.attempt("account", whose)
    patience.attempt("network", where)
    account = queries.account_for(handle)
    if account is None:
        passphrases.verify_nobody(passphrase)
    if account is None or not passphrases.verify(account.passphrase, passphrase):
        raise Invalid({"form": _("That name and passphrase do not go together.")})
    patience.succeeded("account", whose)
    patience.take_back("network", where)
    return account


def prove_again(member_id: int, passphrase: str) -> str:
    """Have the signed-in member type the passphrase again; the hash it fitted. Raises Invalid or TooMany."""
    with patience.counted("account", member_id):
        kept = queries.member_for(member_id).passphrase
        if not passphrases.verify(kept, passphrase):
            raise Invalid({"passphrase": _("That is not your passphrase.")})
    return kept


def _first_step(form: SignInForm) -> tuple[Account, Proof]:
    account = prove(form.handle, form.passphrase)
    if account.has_authenticator:
        facts = {"member": account.member_id, "seen": _digest(account.passphrase)}
        browser.keep(HALF_WAY, facts, HALF_WAY_LASTS)
    weak = passphrases.needs_rehash(account.passphrase)
    fresh = passphrases.hash_passphrase(form.passphrase) if weak else None
    return account, Proof(account.passphrase, form.code, rehashed=fresh)


def _digest(kept: str) -> str:
    return hashlib.sha256(kept.encode()).hexdigest()
