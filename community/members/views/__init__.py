"""The pages of the door, of oneself, and of what the site says of itself."""

from community.members.views import (
    authenticator,
    door,
    joining,
    offices,
    policies,
    secrets,
    sessions,
    you,
)
from community.members.views.blueprint import pages

__all__ = [
    "authenticator",
    "door",
    "joining",
    "offices",
    "pages",
    "policies",
    "secrets",
    "sessions",
    "you",
]
