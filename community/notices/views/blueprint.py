"""The blueprint that every page of this feature hangs on."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g

pages = Blueprint("notices", __name__)


def typed(before: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was typed and refused, or what the form shows at first."""
    return g.get("values") or before
