"""Headers, cookies and cross-site refusals of every page; nothing private in a log."""

import logging
import re
import urllib.request
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community import limits
from community.config import Config
from community.errors import TooMany
from community.logs import install_logs
from tests.factories import Circle, a_session
from tests.laws import law
from tests.matrix.rows import PAGES
from tests.matrix.world import a_world
from tests.stage import Browser
from tests.wire import Wire

PRODUCTION = {
    "HEARTH_ORIGIN": "https://hearth.example",
    "HEARTH_RATE_LIMITS": "on",
}
in_production = pytest.mark.environment(**PRODUCTION)
EXPECTED = {
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip


@in_production
@pytest.mark.parametrize(
    "path", ["/sign-in", "/crisis", "/nothing-here", "/static/core/base.css", "/groups", "/healthz"]
)
def test_every_response_says_what_a_browser_may_do(app: Flask, path: str) -> None:
    answer = app.test_client().get(path, base_url="https://hearth.example")
    for name, value in EXPECTED.items():
        assert answer.headers[name] == value, name
    assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]
    assert "Permissions-Policy" in answer.headers
    assert "Server" not in answer.headers


def policy_of(client: FlaskClient, path: str) -> dict[str, str]:
    """The content security policy of a page, by directive."""
    said = client.get(path).headers["Content-Security-Policy"]
    return {part.split()[0]: " ".join(part.split()[1:]) for part in said.split("; ")}


@pytest.mark.parametrize(
    "door", ["groups.show_group", "rooms.show_room", "members.show_you", "wellbeing.show_crisis"]
)
def test_the_policy_lets_only_our_own_in_and_a_nonce_is_used_once(
    app: Flask, as_member: Browser, door: str
) -> None:
    world = a_world()
    client = as_member(world.people["moderator"])
    path = world.filled(PAGES[door].address)
    first, second = policy_of(client, path), policy_of(client, path)
    assert first["default-src"] == "'none'"
    assert first["base-uri"] == "'none'"
    assert first["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in str(first)
    nonce = re.fullmatch(r"'nonce-([\w-]{24,})' 'strict-dynamic'", first["script-src"])
    assert nonce is not None
    assert first["script-src"] != second["script-src"]


def test_pages_of_members_are_kept_by_no_cache(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    client = as_member(circle.regular)
    for path in (
        "/",
        "/groups",
        f"/groups/{circle.slug}",
        f"/rooms/{circle.room_id}",
        "/you",
        "/notices",
    ):
        assert client.get(path).headers["Cache-Control"] == "no-store", path


@in_production
def test_the_answers_of_long_polling_say_the_same(app: Flask, port: int) -> None:
    with urllib.request.urlopen(
        f"http://127.0.0.1:{port}/socket.io/?EIO=4&transport=polling"
    ) as answer:
        for name, value in {**EXPECTED, "Cache-Control": "no-store"}.items():
            assert answer.headers.get_all(name) == [value], name
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@in_production
def test_in_production_the_cookie_is_host_bound_and_secure(app: Flask) -> None:
    answer = app.test_client().get("/sign-in", base_url="https://hearth.example")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-hearth=")
    for mark in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert mark in cookie
    assert "Domain" not in cookie


class TestCrossSite:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"}, {"Origin": "http://localhost.evil.example"},
            {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        ],
    )  # fmt: skip
    def test_a_form_from_elsewhere_is_refused(
        self, circle: Circle, as_member: Browser, headers: dict[str, str]
    ) -> None:
        client = as_member(circle.regular)
        answer = client.post(f"/groups/{circle.slug}/departure", headers=headers)
        assert answer.status_code == 403
        assert client.get(f"/groups/{circle.slug}/people").status_code == 200

    def test_a_form_without_its_token_is_refused_and_says_what_to_do(
        self, app: Flask, circle: Circle, as_member: Browser
    ) -> None:
        app.config["WTF_CSRF_ENABLED"] = True
        client = as_member(circle.regular)
        answer = client.post(
            f"/groups/{circle.slug}/departure", headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert answer.status_code == 403
        assert "reload" in answer.text

    @pytest.mark.parametrize(
        "origin",
        ["https://evil.example", "null", "http://127.0.0.1.evil.example", "http://127.0.0.1"],
    )
    def test_a_socket_from_elsewhere_is_refused(
        self, circle: Circle, as_member: Browser, knock: Callable[..., Wire], origin: str
    ) -> None:
        cookie = as_member(circle.regular).get_cookie("hearth", domain="localhost")
        assert cookie is not None
        assert knock(cookie=f"hearth={cookie.value}", origin=origin).refused is not None
        assert knock(cookie=f"hearth={cookie.value}").connected


class TestForgery:
    @pytest.mark.parametrize("secret", ["", "x", "0" * 43, "' OR 1=1 --", "\x00", "x" * 5000])
    def test_a_made_up_session_is_nobody(self, app: Flask, circle: Circle, secret: str) -> None:
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["secret"] = secret
        assert client.get("/groups").headers["Location"].startswith("/sign-in")

    def test_a_cookie_not_signed_by_us_is_nobody(self, app: Flask, circle: Circle) -> None:
        client = app.test_client()
        client.set_cookie("hearth", f"eyJzZWNyZXQiOiIifQ.{a_session(circle.regular)}.x")
        assert client.get("/groups").status_code == 303


class TestErrors:
    def test_a_refusal_is_a_page_for_people_and_json_for_programs(
        self, circle: Circle, as_member: Browser
    ) -> None:
        client = as_member(circle.outsider)
        page = client.get(f"/rooms/{circle.room_id}")
        assert page.status_code == 404
        assert "/crisis" in page.text
        said = client.get(f"/rooms/{circle.room_id}", headers={"Accept": "application/json"})
        assert said.json["error"]["code"] == "not_found"

    def test_a_fault_of_ours_says_so_and_logs_no_words(
        self, app: Flask, circle: Circle, as_member: Browser, caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        def break_down(*args: object, **kwargs: object) -> None:
            raise RuntimeError("canary-words of a member")

        monkeypatch.setattr("community.rooms.views.rooms.queries.room_for", break_down)
        app.config["PROPAGATE_EXCEPTIONS"] = False
        answer = as_member(circle.regular).get(f"/rooms/{circle.room_id}")
        assert answer.status_code == 500
        assert "canary" not in answer.text

    @pytest.mark.usefixtures("limits_stand")
    @pytest.mark.environment(HEARTH_RATE_LIMITS="on")
    def test_too_much_at_once_says_when_to_try_again(
        self, app: Flask, circle: Circle, as_member: Browser
    ) -> None:
        client = as_member(circle.regular)
        assert client.get("/you").status_code == 200
        assert spent_until_refused(app) in range(195, 201)
        refused = client.get("/you")
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
        assert client.get("/crisis").status_code == 200


def spent_until_refused(app: Flask) -> int:
    """Count requests of this network until one is too many; how many were taken."""
    with app.test_request_context("/you", environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        for taken in range(400):
            try:
                limits.spend("requests", limits.network())
            except TooMany:
                return taken
    return 400


@law("L1.4")
def test_logs_hold_no_address_and_no_words(config: Config) -> None:
    root = logging.getLogger()
    before = list(root.handlers)
    try:
        install_logs(config)
        logging.getLogger("hearth.test").info("knocked from=%s", "192.0.2.7")
        try:
            raise RuntimeError("canary-words of a member")
        except RuntimeError:
            logging.getLogger("hearth.test").exception("failed error=RuntimeError")
    finally:
        for handler in set(root.handlers) - set(before):
            handler.close()
        root.handlers[:] = before
    said = (config.instance / "logs" / "hearth.log").read_text()
    assert "knocked" in said
    assert "error=RuntimeError" in said
    assert "192.0.2.7" not in said
    assert "canary" not in said
