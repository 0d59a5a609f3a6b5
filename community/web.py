"""Pages: who asks, what may be answered. The only place besides realtime that knows the current user."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, refresh
from flask_babel import gettext as _
from flask_login import UserMixin, current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map

from community import limits
from community.errors import (
    Forbidden,
    HearthError,
    NotFound,
    TooMany,
    Unauthenticated,
    Warned,
)
from community.extensions import db, login
from community.registry import registry
from community.scope import remember

P = ParamSpec("P")
R = TypeVar("R")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
UNLIMITED = ("/static/", "/crisis", "/someone-now", "/offline", "/healthz", "/help/", "/socket.io")


class PublicInteger(IntegerConverter):
    """An id or seq in an address: what no database column could hold is simply not there."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **{"max": 2**53 - 1, **kwargs})


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """The member who asks, as the page may know."""

    id: int
    handle: str
    session_id: int
    is_administrator: bool = False
    has_totp: bool = False
    locale: str = "en"
    zone: str = "UTC"
    theme: str = ""
    letters: str = ""
    discreet: bool = False


def me() -> SignedIn:
    """The signed-in member of this request. Raises Unauthenticated."""
    found = someone()
    if found is None:
        raise Unauthenticated
    return found


def someone() -> SignedIn | None:
    """The signed-in member of this request, if there is one."""
    found: SignedIn = current_user._get_current_object()
    return found if found.is_authenticated else None


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that needs nobody signed in. Every other view does."""
    view.__dict__["is_public"] = True
    return view


def from_anywhere(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that other sites and programs may post to: its address is a secret and says all there is."""
    view.__dict__["is_from_anywhere"] = True
    return view


def even_without_database(page: Callable[P, R]) -> Callable[P, R]:
    """Draw a page also where the database does not answer: as for a stranger, asking it for nothing (L6.6)."""

    @functools.wraps(page)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return page(*args, **kwargs)
        except SQLAlchemyError as error:
            current_app.logger.error("drawn_without_database error=%s", type(error).__name__)
            db.session.remove()
            g.is_fault, g._login_user = True, login.anonymous_user()
            refresh()
            return page(*args, **kwargs)

    return run


def redraws(
    page: Callable[..., ResponseReturnValue],
) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """On a refusal show `page` again: with what was typed, and a sentence per field."""

    def decorate(view: Callable[P, Any]) -> Callable[P, Any]:
        @functools.wraps(view)
        def run(*args: P.args, **kwargs: P.kwargs) -> Any:
            try:
                return view(*args, **kwargs)
            except (NotFound, Unauthenticated):
                raise
            except HearthError as refusal:
                g.values = request.form.to_dict()
                if isinstance(refusal, Warned):
                    g.values["known"] = refusal.known
                g.errors = refusal.fields or {"form": refusal.message}
                response = current_app.make_response(page(*args, **kwargs))
                response.status_code = refusal.status
                return response

        return run

    return decorate


def answer(location: str, fragment: str | None = None) -> Response:
    """After an act: the changed fragment for a page that asked for one, else on to `location`."""
    if fragment is not None and request.headers.get("X-Fragment"):
        return Response(fragment, mimetype="text/html")
    return redirect(location, 303)  # type: ignore[return-value]


def own_origin() -> str:
    """The origin of the site's own pages."""
    return current_app.config["HEARTH"].origin or f"{request.scheme}://{request.host}"


def install_web(app: Flask) -> None:
    """Give the application its doors: sign-in, limits, cross-site checks, errors, and what templates know."""
    app.url_map.converters["int"] = PublicInteger
    app.before_request(_begin)
    app.before_request(_limit)
    app.before_request(_same_site_only)
    app.before_request(_signed_in_only)
    app.context_processor(_context)
    app.register_error_handler(HearthError, _refusal)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _fault)
    login.init_app(app)


def _begin() -> None:
    if request.method in SAFE_METHODS:
        remember()


def _limit() -> None:
    if not request.path.startswith(UNLIMITED):
        limits.spend("requests", limits.network())


def _same_site_only() -> None:
    if request.method in SAFE_METHODS or request.path.startswith("/socket.io"):
        return
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "is_from_anywhere", False):
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", "null")
    # a page that sends no referrer sends the origin "null" with its forms: then Sec-Fetch-Site, which no
    # script can forge, or in old browsers the token alone, tells where a form comes from
    foreign = origin not in ("null", own_origin())
    if foreign or site not in (None, "same-origin", "none"):
        raise Forbidden(_("That came from another site, so it was not done."))


def _signed_in_only() -> ResponseReturnValue | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static" or getattr(view, "is_public", False):
        return None
    if current_user.is_authenticated:
        return None
    if request.method not in SAFE_METHODS:
        raise Unauthenticated
    return redirect(url_for("members.show_sign_in", next=request.full_path.rstrip("?")), 303)


def _context() -> dict[str, Any]:
    known: dict[str, Any] = {
        "me": None,
        "values": g.get("values", {}),
        "errors": g.get("errors", {}),
    }
    if g.get("is_fault"):
        return known | {"site": "Hearth", "quick_exit_url": "https://www.wikipedia.org/"}
    known |= {"me": someone(), "language": str(get_locale() or "en"), "direction": _direction()}
    for name in registry.context:
        known |= registry.context[name]()
    return known


def _direction() -> str:
    locale = get_locale()
    return str(locale.text_direction) if locale else "ltr"


def _wants_json() -> bool:
    best = request.accept_mimetypes.best_match(("text/html", "application/json"), "text/html")
    return best == "application/json"


def _refusal(refusal: HearthError) -> ResponseReturnValue:
    if isinstance(refusal, Unauthenticated) and request.method in SAFE_METHODS:
        return redirect(url_for("members.show_sign_in"), 303)
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    if _wants_json():
        return {"ok": False, "error": refusal.payload()}, refusal.status, headers
    said: dict[str, Any] = {"message": refusal.message, "retry_after": refusal.retry_after}
    said["wait"] = isinstance(refusal, TooMany)
    return _error_page(refusal.status, said), refusal.status, headers


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, CSRFError):
        return _refusal(
            Forbidden(_("This page was open too long. Go back, reload it, and try again."))
        )
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status == 404:
        return _refusal(NotFound())
    headers = [
        pair for pair in error.get_headers() if pair[0] in ("Allow", "Retry-After", "Location")
    ]
    return _error_page(status, {}), status, headers


def _fault(error: Exception) -> ResponseReturnValue:
    current_app.logger.exception("request_failed error=%s", type(error).__name__)
    db.session.remove()
    g.is_fault = True
    return _error_page(500, {}), 500


def _error_page(status: int, said: Mapping[str, Any]) -> str:
    known = (400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503)
    name = status if status in known else (500 if status >= 500 else 400)
    return render_template(f"errors/{403 if name == 401 else name}.html", **said)
