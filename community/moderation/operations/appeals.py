"""Appeals: once, by the person concerned, decided by another; what was wrong is put right in the same unit (L8.5)."""

from flask_babel import gettext as _

from community import vault
from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups.models import Standing
from community.groups.queries import membership_of
from community.journal import record
from community.members.operations import Still, lift_from_site
from community.moderation import policies, queries
from community.moderation.forms import AnswerForm, AppealForm
from community.moderation.models import EXPEL, SUSPEND, WORDS, Act, Appeal
from community.operations import in_order_of, operation, tell
from community.registry import registry


@operation
def appeal(member_id: int, act_id: int, form: AppealForm) -> int:
    """Ask that an act be looked at again by somebody else; the appeal's id. Raises NotFound, Conflict."""
    in_order_of(f"act:{act_id}")
    act = queries.own_act(member_id, act_id)
    before = queries.appeal_of(act_id)
    if not policies.can_appeal(act, before, now()):
        raise Conflict(
            _("You have appealed already; it is being looked at, or was decided.") if before
            else _("This can no longer be appealed: six months have passed.")
        )  # fmt: skip
    made = Appeal(act_id=act_id, sealed="", at=now())
    db.session.add(made)
    db.session.flush()
    made.sealed = vault.seal(form.words, f"appeal:{made.id}")
    record(member_id, "moderation:act:appealed", f"act:{act_id}", {"appeal": made.id})
    for reader in sorted(queries.deciders_of(act)):
        tell(reader, "appeal_waits", {"appeal": made.id})
    return made.id


@operation
def decide_appeal(member_id: int, appeal_id: int, form: AnswerForm) -> None:
    """Decide an appeal that somebody else's act is about, and put right what was wrong.

    Raises NotFound, Forbidden, Conflict where it was decided.
    """
    in_order_of(f"appeal:{appeal_id}")
    appealed, act, office = queries.appeal_for(member_id, appeal_id)
    if appealed.decided_at is not None:
        raise Conflict(_("This appeal was decided already."))
    kept_out = queries.kept_out_of(act.case_id) if act.case_id is not None else frozenset()
    if not policies.can_decide_appeal(act, appealed, kept_out, office):
        raise Forbidden(_("Somebody else decides this: it was your own act, or it concerns you."))
    appealed.decided_at, appealed.decided_by, appealed.granted = now(), member_id, form.granted
    appealed.sealed_answer = vault.seal(form.words, f"appeal:{appealed.id}:answer")
    if form.granted:
        _undo(member_id, act, form.words)
    facts = {"appeal": appealed.id, "granted": form.granted}
    record(member_id, "moderation:appeal:decided", f"act:{act.id}", facts, form.words)
    tell(act.member_id, "appeal_decided", {"act": act.id, "granted": form.granted})


def _undo(member_id: int, act: Act, words: str) -> None:
    if act.standing_id is not None:
        standing = db.session.get_one(Standing, act.standing_id)
        standing.lifted_at = standing.lifted_at or now()
    if act.kind in (SUSPEND, EXPEL):
        lift_from_site(member_id, act.member_id, words, _still(act.member_id))
    kept = vault.read(act.kept, f"act:{act.id}") if act.kind == WORDS else ""
    restore = registry.reportables["message"].restore
    if kept and restore is not None:
        restore(act.scope, kept)
        act.kept = ""


def _still(member_id: int) -> Still:
    db.session.flush()
    others = queries.acts_that_keep_out(member_id)
    until = max((act.until for act in others if act.until is not None), default=None)
    return Still(until, any(act.kind == EXPEL for act in others))


def handle_of(member_id: int, act: Act) -> str:
    """Under which name an appeal is decided."""
    membership = membership_of(member_id, act.group_id) if act.group_id is not None else None
    if membership is None:
        raise NotFound
    return membership.handle
