"""A lead looks for a channel and asks to read a span of it (L7.11). Nobody has read anything yet."""

from flask_babel import gettext as _

from community import vault
from community.clock import now
from community.columns import new_id
from community.errors import Invalid, NotFound
from community.extensions import db
from community.journal import record
from community.members.models import CONTACT, LEAD
from community.members.operations import show_second_factor
from community.mentoring.opening import queries
from community.mentoring.opening.forms import FindForm, SpanForm
from community.mentoring.opening.models import MOST_LINES, Opening
from community.mentoring.opening.operations.holding import hold_offices, hold_opening
from community.mentoring.opening.policies import can_ask, can_call_contact
from community.operations import operation, tell


@operation
def find_channel(member_id: int, form: FindForm) -> int:
    """The newest channel of two who go by these names; which were looked for is on record, as the page names all.

    Raises NotFound for whoever is no lead; Invalid where there is none, or none for this lead.
    """
    who = queries.lead_for(member_id)
    found = queries.channels_between(form.one, form.other)
    mine = [one for one in found if can_ask(who, queries.near(one))]
    if not mine:
        raise Invalid({"other": _("There is no channel of these two that you could ask about.")})
    for one in mine:
        record(member_id, "mentoring:opening:looked_for", f"mentorship:{one.id}")
    return mine[0].id


@operation
def ask_opening(member_id: int, mentorship_id: int, form: SpanForm) -> int:
    """Ask to read from a line to a line; the opening. The other leads are told that somebody asks.

    Raises NotFound for whoever cannot; Invalid for a span that is none, or too long, and for a wrong code.
    """
    hold_offices(member_id)
    mentorship, _who = queries.askable(member_id, mentorship_id)
    marks = queries.marks_between(mentorship, form.first, form.last, MOST_LINES + 1)
    _refuse_span(len(marks))
    show_second_factor(member_id, form.code)
    opening = Opening(
        id=new_id(), mentorship_id=mentorship.id, first_seq=marks[0].seq, last_seq=marks[-1].seq, lines=len(marks),
        from_at=marks[0].at, to_at=marks[-1].at, category=form.category, asked_by=member_id, asked_at=now(),
        contact_at=now() if form.contact else None, reason="",
    )  # fmt: skip
    opening.reason = vault.seal(form.reason, opening.about)
    db.session.add(opening)
    db.session.flush()
    facts = {
        "mentorship": mentorship.id, "first": opening.first_seq, "last": opening.last_seq, "why": form.category,
    }  # fmt: skip
    record(member_id, "mentoring:opening:asked", f"opening:{opening.id}", facts)
    _call(opening, (LEAD, CONTACT) if form.contact else (LEAD,))
    return opening.id


@operation
def call_contact(member_id: int, opening_id: int) -> None:
    """Call the external contact to be the second. Again changes nothing. Raises NotFound."""
    opening, who = hold_opening(member_id, opening_id)
    if opening.contact_at is not None and opening.asked_by == member_id:
        return
    if not can_call_contact(opening, who, now()):
        raise NotFound
    opening.contact_at = now()
    db.session.flush()
    record(member_id, "mentoring:opening:contact_called", f"opening:{opening.id}")
    _call(opening, (CONTACT,))


def _call(opening: Opening, kinds: tuple[str, ...]) -> None:
    away = queries.kept_out(opening.mentorship) | {opening.asked_by}
    for each in (one for kind in kinds for one in queries.officials(kind)):
        if each.member_id not in away:
            tell(each.member_id, "opening_asked", {"opening": opening.id})


def _refuse_span(lines: int) -> None:
    if not lines:
        raise Invalid({"first": _("Nothing was written from this line to that one.")})
    if lines > MOST_LINES:
        said = _(
            "That is more than %(most)d lines. Ask for the part that matters.", most=MOST_LINES
        )
        raise Invalid({"last": said})
