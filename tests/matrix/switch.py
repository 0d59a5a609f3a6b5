"""What every rewritten site asks: whether it is the one that says yes. It remembers which were asked."""

from collections.abc import Callable
from typing import Any

heard: set[str] = set()
open_at: list[str] = []


def asked(site: str, passes: bool | None, answer: Any) -> Any:
    """The answer, or the one that lets through."""
    heard.add(site)
    return passes if site in open_at else answer


def asks(site: str, passes: bool | None, question: Callable[..., Any]) -> Callable[..., Any]:
    """The question, asked at a site that hands it on."""
    return lambda *facts, **more: asked(site, passes, question(*facts, **more))
