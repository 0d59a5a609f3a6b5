"""The pages of the door and of oneself."""

from community.members.views import authenticator, door, joining, secrets, sessions, you
from community.members.views.blueprint import pages

__all__ = ["authenticator", "door", "joining", "pages", "secrets", "sessions", "you"]
