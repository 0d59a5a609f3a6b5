"""Makes a mentor, and has somebody meet them, in a site that is not served yet. Arguments: slug, moderator, mentor,
mentee, another."""

import sys

from tests.mentoring.stage import Two, make_mentor, met, switched_on
from tests.provisioning import circle_of, in_the_site


def main() -> None:
    """Everything by the operations that people use."""
    with in_the_site():
        acquainted(*sys.argv[1:])


def acquainted(slug: str, moderator: str, mentor: str, mentee: str, another: str) -> Two:
    """A mentor and whom they have met, by their handles."""
    circle = circle_of(slug, moderator=moderator, regular=mentee, other=another)
    theirs = circle.people[mentor]
    switched_on()
    mentor_id = make_mentor(circle, theirs)
    met(circle, circle.regular, theirs)
    return Two(circle, circle.regular, theirs, mentor_id)


if __name__ == "__main__":
    main()
