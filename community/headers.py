"""What every response says to the browser (docs/security.md): own content only, nothing leaks, nothing lingers."""

import hashlib
import json
import secrets
from collections.abc import Callable
from functools import lru_cache
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
"""Seconds between two looks at what stands under static/."""

SHARED = "Cross-Origin-Resource-Policy"

WORKER = "/static/core/worker.js"
"""The one script that keeps the offline page: it serves every address."""


def install_headers(app: Flask) -> None:
    """Send the headers with every response, and give templates `csp_nonce`, `asset` and `import_map`."""
    app.after_request(add_headers)
    app.add_url_rule("/static/~<release>/<path:filename>", "static")
    app.view_functions["static"] = _of_a_release
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
    if request.endpoint == "static" and (request.view_args or {}).get("release") == _release():
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        for needless in ("Last-Modified", "ETag", "Accept-Ranges"):
            # what never changes is never asked for again: sixty such lines are six kilobytes of a first load (L13.3)
            response.headers.pop(needless, None)
    elif request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    if request.path == WORKER:
        response.headers["Service-Worker-Allowed"] = "/"
        response.headers["Cache-Control"] = "no-cache"
    response.headers.pop("Server", None)
    return response


def asset(path: str) -> str:
    """The address of a static file, changed whenever any of them is: modules find each other beside themselves."""
    return _address(_release(), path)


@lru_cache(maxsize=1_000)
def _address(release: str, path: str) -> str:
    return url_for("static", release=release, filename=path)


def import_map() -> Markup:
    """Where the page's modules find the one that is not ours."""
    known = json.dumps({"imports": {"socket.io-client": asset("vendor/socket.io.esm.min.js")}})
    return Markup('<script type="importmap" nonce="{}">{}</script>').format(
        csp_nonce(), Markup(known.replace("<", "\\u003c"))
    )


def _release() -> str:
    """The fingerprint of all that stands under static/."""
    looked, known = current_app.extensions.get("release", (0.0, ""))
    if not known or monotonic() - looked > LOOKED_AT:
        static = Path(current_app.static_folder or "")
        files = sorted(path for path in static.rglob("*") if path.is_file())
        said = hashlib.sha256()
        for path in files:
            said.update(f"{path.relative_to(static)}:{_fingerprint(path)}\n".encode())
        known = said.hexdigest()[:12]
        current_app.extensions["release"] = (monotonic(), known)
    return str(known)


def _of_a_release(filename: str, release: str = "") -> Response:
    """A static file under the name of its release; what an older page asks for is today's, and not kept."""
    return current_app.send_static_file(filename)


def _policy() -> str:
    """Files that are no page may do nothing, and say so in few bytes; the worker fetches, as pages do."""
    if request.endpoint == "static" and request.path != WORKER:
        return NOTHING
    return POLICY.format(nonce=csp_nonce(), sockets=_sockets())


def _sockets() -> str:
    # Safari before 15.4 does not take 'self' to mean the socket's scheme
    origin = current_app.config["HEARTH"].origin or f"{request.scheme}://{request.host}"
    return " ws" + origin.removeprefix("http") if origin.startswith("http") else ""


def _fingerprint(file: Path) -> str:
    known: dict[Path, tuple[float, str]] = current_app.extensions.setdefault("fingerprints", {})
    changed = file.stat().st_mtime
    if file not in known or known[file][0] != changed:
        known[file] = (changed, hashlib.sha256(file.read_bytes()).hexdigest())
    return known[file][1]
