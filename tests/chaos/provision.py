"""Performs many commands of bin/hearth in one process: argv and standard input of each as JSON, answers as JSON."""

import json
import os
import sys
from collections.abc import Callable

from community.app import create_app
from community.cli import perform
from community.config import Config
from community.lock import hold_instance
from community.migrations import upgrade


def main() -> None:
    """Read the commands, perform them in order, print `[code, text]` of each."""
    commands = json.load(sys.stdin)
    config = Config.from_environment(os.environ)
    with hold_instance(config):
        upgrade(config)
        app = create_app(config)
        said = [perform(app, argv, reading(line)) for argv, line in commands]
        app.extensions["writer"].close()
    json.dump(said, sys.stdout)


def reading(line: str) -> Callable[[], str]:
    """What the command finds on its standard input."""
    return lambda: line + "\n"


if __name__ == "__main__":
    main()
