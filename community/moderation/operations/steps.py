"""Acts in a case: on the person it names, by whoever has claimed it, whatever door they would have elsewhere (L8.4)."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.members.models import Member
from community.moderation import policies, queries
from community.moderation.forms import ActForm, StepForm
from community.moderation.models import (
    BAN,
    EXPEL,
    MUTE,
    NOTE,
    REMOVE,
    SUSPEND,
    WARN,
    WORDS,
    Case,
)  # fmt: skip
from community.moderation.operations import acting
from community.moderation.operations.acting import Author, Done
from community.moderation.operations.cases import author_in, mine
from community.moderation.operations.history import write_entry
from community.operations import operation
from community.registry import registry


@dataclass(frozen=True)
class _Step:
    author: Author
    person: Membership
    form: ActForm
    case: Case
    stream: str | None


@operation
def act_in_case(member_id: int, case_id: int, form: StepForm) -> Done:
    """Do something about the person whom a case names. Raises NotFound, Forbidden, Conflict, Invalid."""
    case, office = mine(member_id, case_id)
    if form.kind in (SUSPEND, EXPEL) and not policies.can_suspend_from_site(office):
        raise Forbidden(
            _(
                "Only the safeguarding leads close the whole site to somebody. Hand the case to them."
            )
        )
    if queries.is_about_nobody(case):
        raise Conflict(
            _("This account has been deleted. There is nobody left to do something about.")
        )
    author = author_in(case, office)
    act = ActForm(form.reason, form.until, form.category, form.ground, case.id, case.sent_at)
    if form.kind in (SUSPEND, EXPEL):
        done = acting.suspend(author, _member(case), act)
    else:
        done = _IN_GROUP[form.kind](_Step(author, _person(case), act, case, _stream(case, form)))
    write_entry(case.id, member_id, author.handle, "acted", form.reason, act_id=done.act_id)
    return done


def _take_words(step: _Step) -> Done:
    reportable = registry.reportables.get(step.case.kind)
    if reportable is None or reportable.remove is None:
        raise Invalid({"step": _("There are no words here that could be removed.")})
    what = reportable.find_any(step.case.ref)
    if what is None:
        raise Conflict(_("These words are gone already."))
    done = acting.take_words(step.author, step.person, step.form, what)
    reportable.remove(step.author.member_id, step.case.ref)
    return done


_IN_GROUP: dict[str, Callable[[_Step], Done]] = {
    NOTE: lambda step: acting.say(step.author, step.person, step.form, NOTE),
    WARN: lambda step: acting.say(step.author, step.person, step.form, WARN),
    WORDS: _take_words,
    MUTE: lambda step: acting.mute(step.author, step.person, step.form, step.stream),
    REMOVE: lambda step: acting.remove(step.author, step.person, step.form, step.stream),
    BAN: lambda step: acting.ban(step.author, step.person, step.form),
}


def _person(case: Case) -> Membership:
    person = db.session.get(Membership, case.about_membership) if case.about_membership else None
    if person is None:
        raise Invalid({"step": _("This case names nobody in a group.")})
    return person


def _member(case: Case) -> Member:
    member = db.session.get(Member, case.about_member) if case.about_member else None
    if member is None:
        raise NotFound
    return member


def _stream(case: Case, form: StepForm) -> str | None:
    return case.ref.split("/")[0] if form.here and queries.is_in_a_room(case) else None
