"""A group's moderators adopt a programme, write on it, publish versions, and offer it or no longer (L7.9)."""

from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict
from community.extensions import db
from community.groups.operations.attendance import hold_group_at
from community.groups.queries import managed_for
from community.journal import record
from community.mentoring.programmes import policies, queries
from community.mentoring.programmes.content import Content, content_in
from community.mentoring.programmes.forms import AdoptForm, OfferForm, ProgrammeForm
from community.mentoring.programmes.models import Programme, ProgrammeVersion
from community.mentoring.programmes.shipped import TEMPLATES
from community.mentoring.queries import must_be_on
from community.operations import operation


@operation
def adopt_programme(member_id: int, slug: str, form: AdoptForm) -> int:
    """Begin a programme: the group's own copy of a template, or an empty one; its id.

    A copy that nobody has touched yet is answered again. Raises NotFound, Forbidden, Conflict.
    """
    must_be_on()
    hold_group_at(slug)
    group = managed_for(member_id, slug).group
    before = queries.untouched_copy(group.id, form.template)
    if before is not None:
        return before.id
    if not policies.can_adopt(queries.count_standing(group.id)):
        raise Conflict(_("Twenty programmes are enough for a group. Retire one first."))
    content = TEMPLATES[form.template].content() if form.template else Content("")
    made = Programme(
        id=new_id(), group_id=group.id, template=form.template, draft=content.kept(), edited_by=member_id,
        edited_at=now(), made_at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(member_id, "mentoring:programme:adopted", f"programme:{made.id}", {"group": group.id})
    return made.id


@operation
def edit_programme(member_id: int, programme_id: int, form: ProgrammeForm) -> None:
    """Keep it as a draft, which only moderators see. Raises NotFound, Forbidden; Conflict where another wrote."""
    programme = _held(member_id, programme_id)
    if _write(member_id, programme, form):
        record(member_id, "mentoring:programme:edited", f"programme:{programme.id}")


@operation
def publish_programme(member_id: int, programme_id: int, form: ProgrammeForm) -> int:
    """Make it a version that two can take up; its number. Who began with an earlier one keeps that.

    Where nothing changed there is no new version. Raises NotFound, Forbidden; Conflict where another wrote.
    """
    programme = _held(member_id, programme_id)
    _write(member_id, programme, form)
    newest = queries.version_of(programme.id, programme.version)
    if newest is not None and content_in(newest.content) == form.content:
        return newest.number
    made = ProgrammeVersion(
        id=new_id(), programme_id=programme.id, number=programme.version + 1, content=form.content.kept(),
        published_by=member_id, published_at=now(),
    )  # fmt: skip
    db.session.add(made)
    programme.version, programme.proposes = made.number, form.content.proposes
    db.session.flush()
    facts = {"version": made.number}
    record(member_id, "mentoring:programme:published", f"programme:{programme.id}", facts)
    return made.number


@operation
def offer_programme(member_id: int, programme_id: int, form: OfferForm) -> None:
    """Offer it no longer, or again. Who walks by it keeps it. Again changes nothing.

    Raises NotFound, Forbidden, Conflict.
    """
    programme = _held(member_id, programme_id)
    if (programme.retired_at is None) == form.on:
        return
    if form.on and not policies.can_adopt(queries.count_standing(programme.group_id)):
        raise Conflict(_("Twenty programmes are enough for a group. Retire one first."))
    programme.retired_at = None if form.on else now()
    db.session.flush()
    kind = "mentoring:programme:offered" if form.on else "mentoring:programme:retired"
    record(member_id, kind, f"programme:{programme.id}")


def _held(member_id: int, programme_id: int) -> Programme:
    """As it is now, and nobody else's turn at the group's programmes."""
    _place, found = queries.edited_for(member_id, programme_id)
    hold_group_at(found.group.slug)
    db.session.refresh(found)
    return queries.edited_for(member_id, programme_id)[1]


def _write(member_id: int, programme: Programme, form: ProgrammeForm) -> bool:
    """The draft from now on; whether it changed. What another moderator wrote is not written over unseen."""
    if content_in(programme.draft) == form.content:
        return False
    if form.based_on != programme.edition:
        raise Conflict(
            _("Somebody changed this programme meanwhile. What you typed is below; save it again if it is to hold.")
        )  # fmt: skip
    programme.draft, programme.edition = form.content.kept(), programme.edition + 1
    programme.edited_by, programme.edited_at = member_id, now()
    db.session.flush()
    return True
