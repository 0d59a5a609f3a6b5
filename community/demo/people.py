"""Who lives in the demo. Nobody here exists."""

from community.demo.script import Person

PEOPLE = (
    Person("keyring", 41, staff=True, administrator=True, login="administrator"),
    Person("saltmarsh", 40, staff=True, login="moderator"),
    Person("woolly-hat", 38, login="chair"),
    Person("blue-gate", 34, login="regular"),
    Person("teaspoon", 3, login="newcomer"),
    Person("allotment", 37, staff=True),
    Person("mariposa", 30, staff=True),
    Person("gravel", 33),
    Person("half-past-six", 31),
    Person("nightbus", 20),
    Person("plumtree", 36, staff=True),
    Person("corduroy", 28),
    Person("second-cup", 35),
    Person("old-radio", 26),
    Person("rainwater", 5),
    Person("tinwhistle", 15),
    Person("brightstep", 3),
)

LEADS = ("allotment", "mariposa")
"""Who answers for the site's gravest hours."""
