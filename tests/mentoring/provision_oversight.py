"""Two who walk together for a week, both asked how it goes, in a site that is not served yet; and what was noticed.

Argument: slug.
"""

import sys
from datetime import timedelta

from community.actors import OPERATOR
from community.clock import now
from community.extensions import db
from community.members import operations as members
from community.mentoring.models import Mentorship
from community.mentoring.oversight import operations
from community.mentoring.oversight.models import Signal
from community.mentoring.oversight.rules import AT_NIGHT, ONE_SIDED
from community.operations import operation
from tests.mentoring.provision import acquainted
from tests.mentoring.stage import under_way
from tests.provisioning import in_the_site

WEEK = timedelta(days=7, hours=1)


def main() -> None:
    """Everything by the operations that people use."""
    with in_the_site():
        walk(sys.argv[1])


def walk(slug: str) -> None:
    """Keeper mentors mallow; heron is a lead."""
    two = acquainted(slug, "heron", "keeper", "mallow", "kestrel")
    members.name_lead(OPERATOR, "heron")
    mentorship_id = under_way(two)
    noticed(mentorship_id)
    operations.ask_pulses(mentorship_id)
    db.session.rollback()


@operation
def noticed(mentorship_id: int) -> None:
    """They began a week ago; two rules met something."""
    mentorship = db.session.get_one(Mentorship, mentorship_id)
    mentorship.began_at = now() - WEEK
    about = {"mentorship_id": mentorship_id, "mentor_id": mentorship.mentor_id, "raised_at": now()}
    for rule in (ONE_SIDED, AT_NIGHT):
        db.session.add(Signal(rule=rule, subject=f"mentorship:{mentorship_id}", **about))


if __name__ == "__main__":
    main()
