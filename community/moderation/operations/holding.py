"""Words wait, and are posted, refused or taken back: one decision each, told to their author (L3.6)."""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups.models import Membership, Place
from community.groups.operations.attendance import hold_group
from community.groups.policies import is_self
from community.groups.queries import (
    group_by_id,
    group_of,
    moderators_of,
    needs_moderator,
    staff_ready,
)
from community.journal import record
from community.members.queries import officers
from community.moderation import policies, queries
from community.moderation.engine import Verdict
from community.moderation.forms import ActForm
from community.moderation.models import POSTED, REFUSED, TAKEN_BACK, Held
from community.moderation.operations.watching import Saying
from community.operations import operation, tell
from community.realtime import parse_stream
from community.registry import registry

ASKED_AGAIN = (timedelta(days=1), timedelta(days=14))
"""After so long moderators are told again that something waits; from the second time on the leads too."""


@dataclass(frozen=True)
class Waits:
    """What the author is told of words that wait: their page, and the minutes it usually takes, if that is known."""

    held_id: int
    minutes: int | None

    @property
    def address(self) -> str:
        """Where the author can take them back."""
        return f"/held/{self.held_id}"


def hold_words(saying: Saying, verdict: Verdict) -> Waits:
    """Let words wait, inside the unit that would have posted them. The same key again waits once."""
    author = saying.author
    before = waits_under(author, saying.key)
    if before is not None:
        return before
    first = queries.count_waiting(author.group_id) == 0
    held = Held(
        group_id=author.group_id, place=saying.place, membership_id=author.id, key=saying.key,
        form=dict(saying.form), reason=verdict.hold, rule_id=verdict.rule_id, signs=list(verdict.signs), at=now(),
        minutes=queries.usual_wait(author.group_id),
    )  # fmt: skip
    db.session.add(held)
    db.session.flush()
    if first:
        _tell_keepers(author.group_id, but=author.member_id)
    return Waits(held.id, held.minutes)


def waits_under(author: Membership, key: str) -> Waits | None:
    """What was answered when words were held under that key."""
    held = queries.held_under(author.id, key)
    return Waits(held.id, held.minutes) if held is not None else None


@operation
def approve_words(member_id: int, held_id: int) -> str:
    """Post what waits, as its author's, now; where it is read. The policy is asked again for the author.

    Raises NotFound, Forbidden; Conflict where somebody was first, or why it cannot be posted any more.
    """
    place, held, author = _to_decide(member_id, held_id)
    kind, place_id = parse_stream(held.place)
    address = registry.holding[kind].release(
        author.member_id, place_id, held.form, held.key, held.at
    )
    _decide(member_id, held, POSTED)
    held.form = {}
    subject = {"group": place.group.id, "address": address}
    tell(author.member_id, "words_posted", subject)
    return address


@operation
def refuse_words(member_id: int, held_id: int, form: ActForm) -> None:
    """Do not post what waits; its author hears why, and keeps their words.

    Raises NotFound, Forbidden; Conflict where somebody was first.
    """
    place, held, author = _to_decide(member_id, held_id)
    _decide(member_id, held, REFUSED, form.reason)
    held.answer = form.reason
    subject = {"group": place.group.id, "held": held.id, "reason": form.reason}
    tell(author.member_id, "words_refused", subject)


@operation
def take_back_words(member_id: int, held_id: int) -> None:
    """Take one's own words back; they stay on their page. Raises NotFound; Conflict where somebody has decided."""
    held = _own(member_id, held_id)
    if held.outcome == TAKEN_BACK:
        return
    if not policies.can_take_back(held, member_id, queries.author_of(held)):
        raise Conflict(_decided(held))
    _decide(member_id, held, TAKEN_BACK)


@operation
def let_go_of_words(member_id: int, held_id: int) -> str:
    """Throw away words that were refused or taken back; where they would have been. Raises NotFound, Conflict."""
    held = _own(member_id, held_id)
    if held.waits:
        raise Conflict(_("This still waits. Take it back first."))
    kind, place_id = parse_stream(held.place)
    held.form = {}
    return registry.holding[kind].address(place_id)


@operation
def see_mark(member_id: int, mark_id: int) -> str:
    """Note that somebody looked at what a rule marked; the group's slug. Doing it again changes nothing."""
    mark = queries.mark_for(member_id, mark_id)
    if mark.seen_at is None:
        mark.seen_at, mark.seen_by = now(), member_id
        record(member_id, "moderation:mark:seen", f"mark:{mark.id}", {"group": mark.group_id})
    return group_by_id(mark.group_id).slug


@operation
def ask_again() -> None:
    """Tell moderators, and later the leads, of what has waited for long. A job's work."""
    moment = now()
    groups: dict[int, bool] = {}
    for held in queries.waiting_since(moment - ASKED_AGAIN[0]):
        pause = ASKED_AGAIN[min(held.asked, 1)]
        if moment - (held.asked_at or held.at) >= pause:
            groups[held.group_id] = groups.get(held.group_id, False) or held.asked > 0
            held.asked, held.asked_at = held.asked + 1, moment
    for group_id, also_leads in groups.items():
        _tell_keepers(group_id, also_leads=also_leads)


def words_go(*, membership_id: int, **_who: int) -> None:
    """Whoever has left or was banned has nothing waiting any more."""
    theirs = sa.delete(Held).where(Held.membership_id == membership_id)
    db.session.execute(theirs, execution_options={"synchronize_session": False})


def _own(member_id: int, held_id: int) -> Held:
    held = queries.own_held(member_id, held_id)
    hold_group(group_of(held.membership_id))
    db.session.refresh(held)
    return held


def _to_decide(member_id: int, held_id: int) -> tuple[Place, Held, Membership]:
    hold_group(queries.held_for(member_id, held_id)[0].group.id)
    place, held, author = queries.held_for(member_id, held_id)
    ready, lead = staff_ready(member_id), queries.is_lead(member_id)
    if not policies.can_decide_words(place, author, ready, lead):
        own = is_self(place, author)
        raise (
            Forbidden(_("Somebody else decides about your own words."))
            if own
            else (needs_moderator(place))
        )
    if not held.waits:
        raise Conflict(_decided(held))
    return place, held, author


def _decide(member_id: int, held: Held, outcome: str, reason: str = "") -> None:
    held.decided_at, held.decided_by, held.outcome = now(), member_id, outcome
    db.session.flush()
    facts = {"group": held.group_id, "membership": held.membership_id, "place": held.place}
    record(member_id, f"moderation:words:{outcome}", f"held:{held.id}", facts, reason)


def _decided(held: Held) -> str:
    said: str = {
        POSTED: _("This was posted a moment ago."),
        REFUSED: _("A moderator decided a moment ago that this is not posted."),
        TAKEN_BACK: _("Its author has taken this back."),
    }[held.outcome]
    return said


def _tell_keepers(group_id: int, but: int = 0, also_leads: bool = False) -> None:
    """Nobody's block keeps this from them: it names nobody.

    Leads see the queue only where nobody looks after the group; elsewhere they are told what they can do.
    """
    unattended = group_by_id(group_id).unattended_since is not None
    keepers = {one.member_id for one in moderators_of(group_id)}
    leads = officers("lead") if also_leads or unattended else frozenset()
    for member_id in sorted((keepers | leads) - {but}):
        only_told = member_id not in keepers
        tell(member_id, "words_wait", {"group": group_id} | ({"leads": True} if only_told else {}))
