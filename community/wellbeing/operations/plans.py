"""Writing one's plan (L6.4)."""

from flask_babel import gettext as _

from community import vault
from community.clock import now
from community.columns import new_id
from community.errors import Conflict
from community.extensions import db
from community.operations import in_order_of, operation
from community.wellbeing.forms.plans import PlanForm
from community.wellbeing.models.plans import PARTS, Plan
from community.wellbeing.queries.plans import plan_of, row_of


@operation
def write_plan(member_id: int, form: PlanForm) -> int:
    """Keep the plan; the number of its version. Raises Conflict where another device wrote meanwhile."""
    in_order_of(f"plan:{member_id}")
    before = plan_of(member_id)
    lists = {part: getattr(form, part) for part in PARTS}
    if before.parts == lists:
        return before.number
    if before.number != form.based_on:
        raise Conflict(
            _(
                "You changed your plan elsewhere meanwhile. What you typed is below; save it again if it is to hold."
            )
        )
    row = row_of(member_id)
    if row is None:
        row = Plan(id=new_id(), member_id=member_id, number=0, changed_at=now())
        db.session.add(row)
    for part, items in lists.items():
        setattr(row, part, vault.seal("\n".join(items), row.about(part)) if items else "")
    row.number, row.changed_at = row.number + 1, now()
    db.session.flush()
    return row.number
