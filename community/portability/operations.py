"""Deleting an account (L1.9): the person at once and in one unit, their words afterwards, a handful at a time."""

from datetime import timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from community.actors import OPERATOR
from community.clock import now
from community.errors import Invalid, NotFound
from community.extensions import db
from community.groups.operations import leave_every_group
from community.jobs import schedule
from community.journal import record
from community.members import queries
from community.members.models import Erasure, Member
from community.members.operations import end_everything, show_second_factor
from community.operations import operation
from community.registry import registry


@operation
def delete_account(member_id: int, proof: str, code: str, keep_words: bool) -> None:
    """Delete one's own account. `proof` is the hash that the passphrase fitted.

    Raises NotFound where it is gone already; Invalid for a wrong code, or where the passphrase has changed since.
    """
    member = _held(member_id)
    if member.passphrase != proof:
        raise Invalid({"passphrase": _("That is not your passphrase.")})
    if member.has_authenticator:
        show_second_factor(member_id, code)
    _erase(member_id, member, keep_words)


@operation
def erase_member(actor: int, handle: str, keep_words: bool) -> None:
    """Delete somebody's account for them, on the machine. Raises NotFound."""
    if actor != OPERATOR:
        raise NotFound
    _erase(actor, _held(queries.member_named(handle).id), keep_words)


@operation
def forget_rows(member_id: int) -> None:
    """Let go of every row that does not stay; what was on its way when the account was deleted goes too."""
    if not queries.is_erased(member_id):
        raise NotFound
    _forget(member_id)


@operation
def go_on_forgetting(member_id: int, keep_words: bool, turn: int) -> None:
    """Have the rest of the words go in another job, so that none takes longer than its lease."""
    facts = {"member": member_id, "keep": keep_words, "turn": turn}
    schedule("portability:forget", f"forget:{member_id}:{turn}", facts)


@operation
def plan_sweep(member_id: int, turn: int = 0, wait: timedelta = timedelta()) -> None:
    """Have the database's file itself cleared of what was deleted."""
    schedule(
        "portability:sweep",
        f"sweep:{member_id}:{turn}",
        {"member": member_id, "turn": turn},
        now() + wait,
    )


def _held(member_id: int) -> Member:
    chosen = sa.select(Member).where(Member.id == member_id).with_for_update(of=Member)
    member = db.session.scalar(chosen.execution_options(populate_existing=True))
    if member is None or queries.is_erased(member_id):
        raise NotFound
    return member


def _erase(actor: int, member: Member, keep_words: bool) -> None:
    db.session.add(Erasure(member_id=member.id, at=now(), words_stay=keep_words))
    end_everything(member.id, _("This account was deleted."))
    leave_every_group(actor, member.id)
    record(actor, "members:member:erased", f"member:{member.id}", {"words_stay": keep_words})
    _forget(member.id)
    go_on_forgetting(member.id, keep_words, 0)


def _forget(member_id: int) -> None:
    for kept in reversed(registry.personal.values()):
        kept.forget(member_id)
    db.session.flush()
