"""What follows a deleted account: its words, then what the database's file still holds of it."""

import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import current_app

from community.members.queries import is_erased
from community.portability import operations
from community.registry import registry
from community.turns import let_others

SPELL = 30.0
"""Seconds that one job works; then another goes on, long before the lease ends."""

AGAIN = timedelta(seconds=20)
"""When the file is looked at again, where somebody was reading an old state of it."""


def forget(payload: Mapping[str, Any]) -> None:
    """Let the words go, or what is to go of them; then whatever was written meanwhile by what was under way.

    Of somebody whose account is there, nothing goes.
    """
    member_id, keep, turn = payload["member"], payload["keep"], payload["turn"]
    if not is_erased(member_id):
        return
    until = time.monotonic() + SPELL
    for forgets in registry.forgets_words.values():
        for _handful in forgets(member_id, keep):
            let_others()
            if time.monotonic() > until:
                operations.go_on_forgetting(member_id, keep, turn + 1)
                return
    operations.forget_rows(member_id)
    operations.plan_sweep(member_id)


def sweep(payload: Mapping[str, Any]) -> None:
    """Clear the file; later, where it cannot be now."""
    if not current_app.extensions["writer"].sweep():
        operations.plan_sweep(payload["member"], payload["turn"] + 1, AGAIN)
