"""The unit of work. `@operation` is the only place where the product changes anything.

The outermost operation is the unit, inner ones join it, an exception undoes it. What it publishes and tells
is sent after the commit, in order, or forgotten with it.
"""

import functools
import logging
from collections.abc import Callable
from typing import Any, ParamSpec, Protocol, TypeVar

from flask import Flask, current_app
from sqlalchemy.orm import Session

from community import guard
from community.extensions import db
from community.registry import registry
from community.scope import current_unit, forget_what_was_read

P = ParamSpec("P")
R = TypeVar("R")
Act = Callable[[], None]
log = logging.getLogger("hearth.operations")


class Writer(Protocol):
    """Runs units one after the other, or each in a transaction of its own (writers.py)."""

    def run(self, work: Callable[[], R]) -> R:
        """Perform `work` as one unit and return its result once that is durable."""
        ...

    def order(self, unit: "Unit", name: str) -> None:
        """Make the unit wait its turn for whatever `name` orders."""
        ...


class Unit:
    """One unit of work: its session, and what happens around its commit."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        self.closing: dict[str, Act] = {}
        self.outbox: list[Act] = []
        self.lines: list[str] = []

    def perform(self, work: Callable[[], R]) -> R:
        """Do the work on this unit's session up to, but without, the commit. Undoes it on any exception."""
        token = current_unit.set(self)
        db.session.registry.set(self.session)  # type: ignore[arg-type]
        try:
            with guard.watching():
                result = work()
                for close in self.closing.values():
                    close()
                self.session.flush()
            return result
        except BaseException:
            self.session.rollback()
            raise
        finally:
            db.session.registry.clear()
            current_unit.reset(token)

    def send(self) -> None:
        """Send the outbox. A failed emit is logged by code: catching up repairs the client."""
        if not self.outbox:
            return
        with self._app.app_context():  # the commit may run in a greenlet that has none
            for act in self.outbox:
                try:
                    act()
                except Exception as error:
                    log.error("outbox_failed error=%s", type(error).__name__)


def operation(verb: Callable[P, R]) -> Callable[P, R]:
    """Make `verb` a unit of work, or a part of the unit that is already under way."""

    @functools.wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if current_unit.get() is not None:
            return verb(*args, **kwargs)
        writer: Writer = current_app.extensions["writer"]
        result = writer.run(lambda: verb(*args, **kwargs))
        forget_what_was_read()
        if db.session.registry.has():
            db.session.rollback()  # what this request read before is a moment old now
        return result

    run.__dict__["is_operation"] = True
    return run


def the_unit() -> Unit:
    """The unit under way. Raises RuntimeError outside an operation."""
    unit: Unit | None = current_unit.get()
    if unit is None:
        raise RuntimeError("only inside an operation")
    return unit


def publish(act: Act) -> None:
    """Do `act` after the commit, in order with everything else that was published."""
    the_unit().outbox.append(act)


def tell(member_id: int, kind: str, subject: dict[str, Any], by: int | None = None) -> None:
    """Put a notice for the member into this unit; the notices feature delivers it.

    `by` is the member whose act it tells of: where the told has blocked that person, nothing is told (L1.8).
    """
    the_unit()
    registry.deliver(member_id, kind, subject, by)


def at_the_end(name: str, act: Act) -> None:
    """Do `act` once inside the unit, after everything else in it (the journal's head is locked last)."""
    the_unit().closing.setdefault(name, act)


def in_order_of(name: str) -> None:
    """Units that name the same thing run, commit and publish one after the other."""
    current_app.extensions["writer"].order(the_unit(), name)
