"""What no journey may cause: errors in the console, broken rules of the page, a word to anybody else's server."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

TELL_OF_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""
WITHOUT_A_LINE = r"net::ERR_INTERNET_DISCONNECTED|net::ERR_CONNECTION_|WebSocket connection to"


class Watch:
    """Listens to browser contexts and remembers what was wrong."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self._expected: list[str] = []

    def over(self, context: BrowserContext, url: str) -> None:
        """Listen to a context, whose own site is at `url`."""
        context.add_init_script(TELL_OF_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._requested(urlsplit(url).netloc))
        context.on("response", self._answered)

    def expect(self, pattern: str) -> None:
        """This is part of the journey."""
        self._expected.append(pattern)

    def expect_no_line(self) -> None:
        """The journey goes through a tunnel, and a browser complains of that."""
        self.expect(WITHOUT_A_LINE)

    def verdict(self) -> str:
        """What was wrong and not expected."""
        return "\n".join(
            line for line in self.wrong if not any(re.search(one, line) for one in self._expected)
        )

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self.wrong.append(f"console: {message.text} at {message.location['url']}")

    def _error(self, error: WebError) -> None:
        self.wrong.append(f"page: {error.error}")

    def _requested(self, host: str) -> Callable[[Request], None]:
        def check(request: Request) -> None:
            address = urlsplit(request.url)
            if address.scheme in ("http", "https", "ws", "wss") and address.netloc != host:
                self.wrong.append(f"foreign: {request.url}")

        return check

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.wrong.append(f"server: {response.status} {response.url}")
