"""The two are told that a part was opened: at once, or as long after as another lead puts it off (L7.11)."""

from flask_babel import gettext as _

from community import vault
from community.actors import SYSTEM
from community.clock import now
from community.columns import new_id
from community.errors import Conflict, NotFound
from community.extensions import db
from community.jobs import schedule
from community.journal import record
from community.members.operations import show_second_factor
from community.members.queries import is_erased, office_by_id
from community.mentoring.opening import policies, queries
from community.mentoring.opening.forms import DelayForm
from community.mentoring.opening.models import PUT_OFF_FOR, Delay, Opening
from community.mentoring.opening.operations.holding import hold_opening, hold_row
from community.operations import operation, tell

AT_ONCE = 100
"""People who are told of a naming in one unit."""

NAMING = "mentoring:naming"


@operation
def put_off_telling(member_id: int, opening_id: int, form: DelayForm) -> None:
    """Put off that the two are told, for 30 days. Raises NotFound, Conflict, and Invalid for a wrong code."""
    opening, who = hold_opening(member_id, opening_id)
    if not who.is_lead:
        raise NotFound
    if not policies.can_put_off(opening, who, now()):
        raise Conflict(_("It cannot be put off now, or not by you."))
    show_second_factor(member_id, form.code)
    delay = Delay(
        id=new_id(), opening_id=opening.id, number=len(opening.delays) + 1, put_off_by=member_id, at=now(), reason=""
    )  # fmt: skip
    delay.reason = vault.seal(form.reason, delay.about)
    db.session.add(delay)
    if opening.tell_at is not None:
        opening.tell_at += PUT_OFF_FOR
    db.session.flush()
    db.session.expire(opening, ["delays"])
    record(
        member_id, "mentoring:opening:put_off", f"opening:{opening.id}", {"number": delay.number}
    )


@operation
def tell_now(member_id: int, opening_id: int) -> None:
    """Put it off no longer: the two are told. Again changes nothing. Raises NotFound."""
    opening, who = hold_opening(member_id, opening_id)
    if opening.told_at is not None and who.is_lead:
        return
    if not policies.can_tell_now(opening, who):
        raise NotFound
    tell_the_two(opening, member_id)


@operation
def tell_when_due(opening_id: int) -> None:
    """Tell the two whose time has come. Again, or before it, changes nothing. Raises NotFound."""
    opening = hold_row(opening_id)
    if opening.told_at is None and opening.tell_at is not None and opening.tell_at <= now():
        tell_the_two(opening, SYSTEM)


def tell_the_two(opening: Opening, actor: int) -> None:
    """Inside a unit that holds the opening: both hear of it, whether they are still in the group or not."""
    opening.told_at = now()
    db.session.flush()
    subject = {"opening": opening.id, "mentorship": opening.mentorship_id}
    record(actor, "mentoring:opening:told", f"opening:{opening.id}")
    for member_id in sorted(opening.mentorship.people):
        if not is_erased(member_id):
            tell(member_id, "channel_opened", subject)


def hear_of_office(office_id: int, told: str, **_known: object) -> None:
    """Inside the unit that named somebody: everybody in a mentorship will be told."""
    if told == "office_named":
        _go_on_telling(office_id, 0)


@operation
def tell_of_naming(office_id: int, after: int) -> None:
    """Tell the next people in a mentorship that somebody was named, each once, however often this is killed."""
    office = office_by_id(office_id)
    if office.ended_at is not None:
        return
    people = queries.people_to_tell(office, after, AT_ONCE)
    for member_id in people:
        tell(member_id, "naming_told", {"office": office.id})
    if len(people) == AT_ONCE:
        _go_on_telling(office_id, people[-1])


def _go_on_telling(office_id: int, after: int) -> None:
    key = f"{NAMING}:{office_id}:{after}"
    schedule(NAMING, key, {"office": office_id, "after": after})
