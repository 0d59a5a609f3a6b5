"""Makes somebody a mentor who has met nobody yet, in a site that is not served. Arguments: slug, moderator, mentor, and
two who speak for them. Prints the mentor's number."""

import sys

from tests.mentoring.stage import make_mentor, switched_on
from tests.provisioning import circle_of, in_the_site


def main() -> None:
    """Everything by the operations that people use."""
    slug, moderator, mentor, one, two = sys.argv[1:]
    with in_the_site():
        circle = circle_of(slug, moderator=moderator, regular=one, other=two)
        switched_on()
        print(make_mentor(circle, circle.people[mentor]))


if __name__ == "__main__":
    main()
