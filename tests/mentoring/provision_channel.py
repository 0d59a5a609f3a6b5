"""Makes a mentor and their mentee, with a channel, in a site that is not served yet; prints the room.

Arguments: slug, moderator, mentor, mentee, another.
"""

import sys

from tests.mentoring.provision import acquainted
from tests.mentoring.stage import of, under_way
from tests.provisioning import in_the_site


def main() -> None:
    """Everything by the operations that people use."""
    with in_the_site():
        print(of(under_way(acquainted(*sys.argv[1:]))).room_id)


if __name__ == "__main__":
    main()
