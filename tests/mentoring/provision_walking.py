"""As provision_finding, and heron's group offers a programme; kestrel and she wrote down a goal and a task.

Argument: the slug of their group.
"""

import sys

from community.extensions import db
from community.mentoring.models import Mentorship
from community.mentoring.walking import operations
from community.mentoring.walking.forms import ItemForm
from tests.mentoring.provision_finding import bring_together
from tests.mentoring.walk_stage import a_programme
from tests.provisioning import circle_of, in_the_site


def main() -> None:
    """All of it."""
    with in_the_site():
        bring_together(sys.argv[1])
        two = db.session.query(Mentorship).one()
        mentee, mentor = two.mentee.member_id, two.mentor.member_id
        mentorship_id = two.id
        db.session.rollback()
        a_programme(circle_of(sys.argv[1], moderator="heron"))
        operations.write_item(mentee, mentorship_id, ItemForm("goal", "Be on time for once."))
        operations.write_item(mentor, mentorship_id, ItemForm("task", "Walk by the harbour."))


if __name__ == "__main__":
    main()
