"""How long what belongs to groups is kept (L12.3)."""

from flask_babel import lazy_gettext as _l

from community.groups.models import Block, Group, JoinRequest, Membership, Standing
from community.purging import in_handfuls
from community.registry import Kept, Purgeable, registry


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "join-requests", _l("Requests to join"),
            _l("Who asked, what they answered to the group's questions, and what was decided."), "L12.3", 90,
            in_handfuls(JoinRequest, lambda before: JoinRequest.created_at < before), (JoinRequest,),
            most=365,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it is a group", (Group,)),
        Kept("words and acts need somebody whose they are; it loses its name with the account", (Membership,)),
        Kept("whoever set it lifts it", (Block,)),
        Kept("it is part of a member's own record", (Standing,)),
    )  # fmt: skip
