"""Into which group a community comes: the one that is named, the one it came into before, or one of its own."""

from pathlib import Path
from typing import NamedTuple

from flask_babel import gettext as _

from community.actors import OPERATOR
from community.errors import Conflict
from community.groups.forms import GroupForm
from community.groups.models import HIDDEN
from community.groups.operations import create_group
from community.members.queries import first_administrator
from community.portability.importing import queries
from community.portability.importing.shapes import Community
from community.rooms.queries import group_at

NOWHERE = 0
"""No group has this id."""


class Home(NamedTuple):
    """A group, and its address where it was begun just now."""

    group_id: int
    begun: str = ""


def home_for(community: Community, slug: str, dry: bool) -> Home:
    """The group; a dry run begins none. Raises NotFound, Conflict."""
    if slug:
        return Home(group_at(slug).id)
    known = queries.groups_of(community.kind, community.source)
    if len(known) > 1:
        raise Conflict(_("This came into several groups. Say into which: --group SLUG."))
    if known:
        return Home(known[0])
    return Home(NOWHERE) if dry else _begin(community)


def _begin(community: Community) -> Home:
    """Hidden, so that nobody learns of it before its moderator decides so; moderated by who runs the site."""
    name = Path(community.source).stem[:80].strip() or _("From elsewhere")
    founder = first_administrator()
    form = GroupForm(name=name, visibility=HIDDEN)
    made = create_group(OPERATOR, form, founder.id if founder else None)
    return Home(made.id, made.slug)
