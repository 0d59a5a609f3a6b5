"""Performs many commands of bin/hearth in one process: argv and standard input of each as JSON, answers as JSON."""

import json
import sys
from collections.abc import Callable

from community.cli import perform
from tests.provisioning import the_site


def main() -> None:
    """Read the commands, perform them in order, print `[code, text]` of each."""
    commands = json.load(sys.stdin)
    with the_site() as app:
        said = [perform(app, argv, reading(line)) for argv, line in commands]
    json.dump(said, sys.stdout)


def reading(line: str) -> Callable[[], str]:
    """What the command finds on its standard input."""
    return lambda: line + "\n"


if __name__ == "__main__":
    main()
