"""Commands that a process of their own carries out, beside a running server or before there is an instance."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
from flask import Flask

from community.config import Config
from community.extensions import db


@dataclass(frozen=True)
class Machine:
    """What such a command is given: what the operator chose, and how an application is made of that."""

    config: Config
    make_app: Callable[[Config], Flask]

    @contextmanager
    def opened(self) -> Iterator[Flask]:
        """The application on this instance, with its context; what it held of the database is let go of again."""
        app = self.make_app(self.config)
        with app.app_context():
            try:
                yield app
            finally:
                db.session.remove()
                app.extensions["writer"].close()
                db.engine.dispose()


def whole_machine(command: Callable[..., str]) -> Callable[..., str]:
    """Hand the machine to a command as its first argument."""

    @click.pass_context
    @functools.wraps(command)
    def run(context: click.Context, *args: Any, **kwargs: Any) -> str:
        machine = context.find_object(Machine)
        if machine is None:
            raise click.ClickException("Run it by itself: bin/hearth does.")
        return command(machine, *args, **kwargs)

    return run
