"""Pages of groups: parse, act, answer."""

from community.groups.views import (  # noqa: F401 -- each puts its pages on the blueprint
    ending,
    groups,
    invitations,
    joining,
    people,
    requests,
    setup,
    today,
)
from community.groups.views.blueprint import pages

__all__ = ["pages"]
