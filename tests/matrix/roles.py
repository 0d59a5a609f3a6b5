"""Who tries every door, and what a row of the matrix says.

Roles stand towards one closed group: `stranger` is nobody signed in; `outsider` a member of the site only;
`keyless` a moderator without an authenticator; `banned` was a member there; `administrator` runs the machine
and is no member of the group, nor are the safeguarding `lead` and the external `contact`; `removed` is kept out for a
while. `target` is another member, on whom acts fall.

Some are there for what is between them and the thing: `named` is a moderator whom the case names, `reporting` one who
reported it; `blocked` is a member whom the regular and the target have blocked, `blocker` one who has blocked the
regular. A row's thing is mostly somebody's own (`Row.whose`), so that every other role tries another's.

`SHADOWS` were members, and keep the cookie of a session that ended: they are kept out of the site for a while or for
good, signed out meanwhile, or their account is deleted. Every door is to them what it is to a stranger.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

STRANGER, OUTSIDER, NEWCOMER, REGULAR, CHAIR = (
    "stranger",
    "outsider",
    "newcomer",
    "regular",
    "chair",
)
MUTED, BANNED, KEYLESS, MODERATOR, ADMINISTRATOR = (
    "muted",
    "banned",
    "keyless",
    "moderator",
    "administrator",
)
REMOVED, LEAD, CONTACT = "removed", "lead", "contact"
NAMED, REPORTING, BLOCKED, BLOCKER = "named", "reporting", "blocked", "blocker"
SUSPENDED, EXPELLED, EXPIRED, ERASED = "suspended", "expelled", "expired", "erased"
ROLES = (
    STRANGER, OUTSIDER, NEWCOMER, REGULAR, CHAIR, MUTED, BANNED, REMOVED, KEYLESS, MODERATOR, ADMINISTRATOR,
    LEAD, CONTACT, NAMED, REPORTING, BLOCKED, BLOCKER,
)  # fmt: skip
SHADOWS = (SUSPENDED, EXPELLED, EXPIRED, ERASED)
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {STRANGER}
STAFF = frozenset({MODERATOR, NAMED, REPORTING})
INSIDE = STAFF | {NEWCOMER, REGULAR, CHAIR, MUTED, KEYLESS, BLOCKED, BLOCKER}
SPEAKING = INSIDE - {MUTED}
SHOWN = INSIDE - {BLOCKER}
HANDLING = frozenset({MODERATOR})
RUNNING = frozenset({ADMINISTRATOR})
OF_OFFICE = STAFF | {LEAD, CONTACT}
IN_CHAIR = frozenset({CHAIR})
"""`SHOWN` are shown the regular's words; `HANDLING` may handle the case, which neither names them nor is theirs."""


@dataclass(frozen=True)
class Row:
    """One door: who passes it, by which law, and what is sent through it (`{names}` are filled in).

    `first` must have happened before; the thing is `whose`, a role's, where it is somebody's.
    """

    law: str
    allowed: frozenset[str]
    address: str
    form: Mapping[str, str] = field(default_factory=dict)
    first: str = ""
    whose: str = ""
