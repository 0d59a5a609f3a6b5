"""Pages of asking for somebody: parse, act, answer. The first needs no account; the others are members'."""

from community.wellbeing.helping.views import asking, calls, peers

OPEN = (asking.pages,)
OWN = (calls.pages, peers.pages)

__all__ = ["OPEN", "OWN"]
