"""What people of office are told about a procedure: that there is something, never what."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

Told = tuple[str, str]


def procedure_opened(subject: Mapping[str, Any]) -> Told:
    """Another lead began a procedure."""
    return _("A lead opened a procedure for something grave. They need you."), _page(subject)


def procedure_handed(subject: Mapping[str, Any]) -> Told:
    """One is asked to be the second person."""
    return _("A lead asks you to be the second person in something grave."), _page(subject)


def procedure_step_done(subject: Mapping[str, Any]) -> Told:
    """A step waits for a second person."""
    return _("A step of a procedure waits for you to confirm it."), _page(subject)


def _page(subject: Mapping[str, Any]) -> str:
    return f"/procedures/{subject['procedure']}"


KINDS = {
    "procedure_opened": procedure_opened, "procedure_handed": procedure_handed,
    "procedure_step_done": procedure_step_done,
}  # fmt: skip
