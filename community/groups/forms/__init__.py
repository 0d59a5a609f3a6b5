"""What people type about groups, as frozen facts. Anything unexpected is refused in words."""

from community.groups.forms.entrance import InvitationForm, JoinForm
from community.groups.forms.groups import GroupForm, slug_of
from community.groups.forms.people import HeirForm, RoleForm, page_of
from community.groups.forms.setup import SetupForm

__all__ = [
    "GroupForm",
    "HeirForm",
    "InvitationForm",
    "JoinForm",
    "RoleForm",
    "SetupForm",
    "page_of",
    "slug_of",
]
