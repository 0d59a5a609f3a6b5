"""The form door of a real server, as a browser without scripts knocks at it."""

import http.client
import re
from urllib.parse import urlencode

import pyotp

from tests.chaos.site import PASSPHRASE, Program


class Browser:
    """Keeps its cookie, reads the forgery mark of a page, and posts forms."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie = ""

    def sign_in(self, program: Program) -> None:
        """Come in with handle and passphrase, and the code of the authenticator where there is one."""
        said = {"handle": program.handle, "passphrase": PASSPHRASE}
        if program.totp_key:
            said["code"] = pyotp.TOTP(program.totp_key).now()
        status, page = self.post("/sign-in", "/sign-in", **said)
        assert status == 303, page

    def post(self, address: str, form: str = "/you", **fields: str) -> tuple[int, str]:
        """Send a form that stands on the page `form`; the answer's status and body."""
        _status, page = self._ask("GET", form)
        mark = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert mark, page
        return self._ask("POST", address, {**fields, "csrf_token": mark.group(1)})

    def _ask(
        self, method: str, address: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Origin": f"http://127.0.0.1:{self.port}", "Cookie": self.cookie}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, address, urlencode(fields) if fields else None, headers)
            answer = line.getresponse()
            if given := answer.getheader("Set-Cookie"):
                self.cookie = given.partition(";")[0]
            return answer.status, answer.read().decode()
        finally:
            line.close()
