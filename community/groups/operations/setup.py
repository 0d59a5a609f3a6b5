"""`/setup`: what OPERATOR does once, by the code that the server printed."""

from dataclasses import dataclass, field

from community.actors import OPERATOR
from community.groups.forms import GroupForm, SetupForm
from community.groups.models import BY_ASKING, CLOSED
from community.groups.operations.groups import create_group
from community.members.operations import (
    Newcomer,
    add_member,
    found_site,
    make_invitation,
    spend_setup_code,
)
from community.operations import operation


@dataclass(frozen=True)
class Founded:
    """The site as it begins. The codes and the invitation are shown once."""

    member_id: int
    handle: str
    slug: str
    codes: tuple[str, ...] = field(repr=False)
    invitation: str = field(repr=False)


@operation
def set_up(form: SetupForm, passphrase_hash: str) -> Founded:
    """Found the site: its first administrator, who moderates its first group, and an invitation into that.

    Raises Invalid for a wrong or spent code, Conflict where the site is set up already.
    """
    spend_setup_code(form.code)
    found_site(OPERATOR, form.site)
    newcomer = Newcomer(form.handle, passphrase_hash, zone=form.zone)
    first = add_member(OPERATOR, newcomer, administrator=True)
    about = GroupForm(form.group, visibility=CLOSED, joining=BY_ASKING, zone=form.zone)
    group = create_group(OPERATOR, about, first.member_id)
    invitation = make_invitation(OPERATOR, group.id)
    return Founded(first.member_id, first.handle, group.slug, first.codes, invitation.token)
