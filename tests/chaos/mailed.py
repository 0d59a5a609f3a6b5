"""Makes people who want mail and tells each of them something: how many, as the first argument."""

import sys

from tests.factories import a_group, a_person, admit
from tests.notices.stage import has_mail, tell_of, wants
from tests.provisioning import in_the_site


def main() -> None:
    """While no server runs."""
    with in_the_site():
        group_id, slug = a_group("harbour-street")
        for number in range(int(sys.argv[1])):
            person = admit(a_person(f"person-{number}"), slug)
            has_mail(person)
            wants(person)
            tell_of(person.id, group_id)


if __name__ == "__main__":
    main()
