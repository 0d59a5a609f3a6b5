"""What every response says to the browser (docs/security.md): own content only, nothing leaks, nothing lingers."""

import hashlib
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from flask import Flask, Response, current_app, g, request, url_for
from markupsafe import Markup

POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self' data:; style-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "connect-src 'self'{sockets}; script-src 'nonce-{nonce}' 'strict-dynamic'; "
    "require-trusted-types-for 'script'; trusted-types hearth"
)
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For answers that are no page."""

TRANSPORT = "max-age=63072000; includeSubDomains; preload"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
}

LOOKED_AT = 2.0
"""Seconds between two looks at which modules there are."""

SHARED = "Cross-Origin-Resource-Policy"

WORKER = "/static/core/worker.js"
"""The one script that keeps the offline page: it serves every address."""


def install_headers(app: Flask) -> None:
    """Send the headers with every response, and give templates `csp_nonce`, `asset` and `import_map`."""
    app.after_request(add_headers)
    app.jinja_env.globals.update(csp_nonce=csp_nonce, asset=asset, import_map=import_map)


class HeadersForSockets:
    """WSGI: the answers of Socket.IO, which never pass through Flask, say the same (T25)."""

    def __init__(self, app: Any, production: bool) -> None:
        self._app = app
        self._more = [
            *ALWAYS.items(),
            ("Content-Security-Policy", NOTHING),
            ("Cache-Control", "no-store"),
        ]
        if production:
            self._more.append(("Strict-Transport-Security", TRANSPORT))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Add the headers to what is answered under `/socket.io`."""
        if not environ.get("PATH_INFO", "").startswith("/socket.io"):
            return self._app(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            own = [pair for pair in headers if pair[0].lower() != "cache-control"]
            return start_response(status, own + self._more, *rest)

        return self._app(environ, start)


def csp_nonce() -> str:
    """The nonce of this response's scripts."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(18)
    return str(g.nonce)


def add_headers(response: Response) -> Response:
    """The headers of one response."""
    for name, value in ALWAYS.items():
        if name == SHARED and name in response.headers:
            continue  # a public list says itself that other sites may show it
        response.headers[name] = value
    config = current_app.config["HEARTH"]
    response.headers["Content-Security-Policy"] = _policy()
    if config.production:
        response.headers["Strict-Transport-Security"] = TRANSPORT
    if request.endpoint == "static":
        response.headers.pop("Content-Disposition", None)
    if request.endpoint == "static" and request.args.get("v"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        # what never changes need not say since when: fifty such lines are two kilobytes of a first load (L13.3)
        response.headers.pop("Last-Modified", None)
    elif request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    if request.path == WORKER:
        response.headers["Service-Worker-Allowed"] = "/"
        response.headers["Cache-Control"] = "no-cache"
    response.headers.pop("Server", None)
    return response


def asset(path: str) -> str:
    """The address of a static file, changed whenever the file is."""
    return url_for("static", filename=path, v=_fingerprint(path))


def import_map() -> Markup:
    """Where the page's modules find each other, every address with its fingerprint."""
    known: tuple[float, str] = current_app.extensions.get("import_map", (0.0, ""))
    if monotonic() - known[0] > LOOKED_AT or not known[1]:
        known = current_app.extensions["import_map"] = (monotonic(), _modules())
    return Markup('<script type="importmap" nonce="{}">{}</script>').format(
        csp_nonce(), Markup(known[1])
    )


def _modules() -> str:
    static = Path(current_app.static_folder or "")
    modules = {
        url_for("static", filename=found): asset(found)
        for found in sorted(str(path.relative_to(static)) for path in static.rglob("*.js"))
        if not found.startswith("vendor/")
    }
    modules["socket.io-client"] = asset("vendor/socket.io.esm.min.js")
    return json.dumps({"imports": modules}).replace("<", "\\u003c")


def _policy() -> str:
    """Files that are no page may do nothing, and say so in few bytes; the worker fetches, as pages do."""
    if request.endpoint == "static" and request.path != WORKER:
        return NOTHING
    return POLICY.format(nonce=csp_nonce(), sockets=_sockets())


def _sockets() -> str:
    # Safari before 15.4 does not take 'self' to mean the socket's scheme
    origin = current_app.config["HEARTH"].origin or f"{request.scheme}://{request.host}"
    return " ws" + origin.removeprefix("http") if origin.startswith("http") else ""


def _fingerprint(path: str) -> str:
    file = Path(current_app.static_folder or "") / path
    known: dict[str, tuple[float, str]] = current_app.extensions.setdefault("fingerprints", {})
    try:
        changed = file.stat().st_mtime
    except FileNotFoundError:
        return "absent"
    if path not in known or known[path][0] != changed:
        known[path] = (changed, hashlib.sha256(file.read_bytes()).hexdigest()[:12])
    return known[path][1]
