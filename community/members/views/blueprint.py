"""The blueprint that every page of this feature hangs on, and what several of them share."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request

pages = Blueprint("members", __name__)


def draw(template: str, values: Mapping[str, Any] | None = None, **known: Any) -> str:
    """A page with its form: as it was typed, or as `values` say at first."""
    typed: Mapping[str, Any] = request.form if request.method == "POST" else values or {}
    return render_template(f"members/{template}.html", values=typed, **known)
