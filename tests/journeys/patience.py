"""Nobody types or clicks before a page has loaded: on a slow machine its words are there a while before its scripts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.sync_api import Keyboard, Locator, Page

ACTS = ("check", "clear", "click", "dblclick", "fill", "focus", "hover", "press", "press_sequentially",
        "select_option", "set_checked", "tap", "type", "uncheck")  # fmt: skip
"""What a person does to a part of a page."""


def wait_until_loaded() -> None:
    """From now on every act, in every browser of the journeys, waits for the `load` event of its page first."""
    for name in ACTS:
        setattr(Locator, name, _once_loaded(getattr(Locator, name)))
    read: Callable[[Page], Keyboard] = Page.keyboard.fget  # type: ignore[attr-defined]

    def keyboard(page: Page) -> Keyboard:
        page.wait_for_load_state()
        return read(page)

    Page.keyboard = property(keyboard)  # type: ignore[method-assign,assignment]


def _once_loaded(act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    def acts(part: Locator, *words: Any, **options: Any) -> Any:
        # A page that is on its way has not begun to load: it is there when this part of it is.
        part.first.wait_for(state="attached", timeout=options.get("timeout"))
        part.page.wait_for_load_state()
        return act(part, *words, **options)

    return acts
