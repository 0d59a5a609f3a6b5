"""create_app: config -> extensions -> features -> error doors. The only module that knows every feature."""

import logging
import os
import secrets
from datetime import timedelta

from flask import Flask, has_request_context, request
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix

from community import (
    clock,
    directory,
    forums,
    groups,
    health,
    meetings,
    members,
    mentoring,
    moderation,
    notices,
    portability,
    rooms,
    shell,
    wellbeing,
)
from community.commands import install_commands
from community.compression import install_compression
from community.config import ROOT, Config
from community.database import prepare_reads, read_options, write_engine
from community.demo import furnish
from community.extensions import babel, csrf, db, socketio
from community.headers import HeadersForSockets, install_headers
from community.language import install_language
from community.limits import install_limits
from community.realtime import listening  # noqa: F401 -- declares its events
from community.realtime.bus import LocalBus, RedisBus
from community.realtime.delivery import receive
from community.realtime.events import install_events
from community.realtime.fanout import attach, options
from community.realtime.packets import StrictPacket
from community.realtime.sign_in import install_sign_in
from community.registry import registry
from community.vault import install_vault
from community.web import install_web
from community.writers import PostgresWriter, SqliteWriter

KEYS = ("session", "journal", "network", "metrics", "totp", "seal", "slips", "mail", "vapid")
LANGUAGES = ("en", "es")
FEATURES = (
    members, groups, notices, directory, moderation, rooms, forums, meetings, wellbeing, mentoring,
    portability,
)  # fmt: skip
"""In their order: each knows only those before it."""

STANDALONE = {command.name: command for command in portability.STANDALONE}
"""Commands that a process of their own carries out, whether or not a server runs."""


def create_app(config: Config | None = None) -> Flask:
    """The application of one instance. Raises config.Unsafe for an environment that must not run."""
    config = config or Config.from_environment(os.environ)
    app = Flask(
        __name__,
        static_folder=str(ROOT / "static"),
        template_folder=str(ROOT / "templates"),
        static_url_path="/static",
    )
    _configure(app, config)
    _extend(app, config)
    install_web(app)
    if config.demo:  # before the members ask whether anybody runs the site
        registry.starts["demo"] = lambda address: furnish()
    for feature in FEATURES:
        feature.register(app)
    app.register_blueprint(health.pages)
    app.register_blueprint(shell.pages)
    install_commands(app)
    _go_live(app, config)
    return app


def _configure(app: Flask, config: Config) -> None:
    config.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    clock.read_offset_from(config.clock_file)
    app.extensions["keys"] = {name: config.key(name) for name in KEYS}
    app.extensions["process"] = secrets.token_hex(6)
    app.config.update(
        HEARTH=config,
        SECRET_KEY=app.extensions["keys"]["session"],
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=read_options(config),
        SESSION_COOKIE_NAME="__Host-hearth" if config.production else "hearth",
        SESSION_COOKIE_SECURE=config.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=60),
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=256 * 1024,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
        MAX_FORM_PARTS=100,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # no Referer is ever sent; Origin and Sec-Fetch-Site are checked instead
        BABEL_DEFAULT_LOCALE="en",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "community" / "translations"),
    )
    logging.getLogger("hearth").setLevel(logging.INFO)


def _extend(app: Flask, config: Config) -> None:
    db.init_app(app)
    with app.app_context():
        prepare_reads(db.engine)
    engine = write_engine(config)
    app.extensions["writer"] = SqliteWriter(engine) if config.sqlite else PostgresWriter(engine)
    app.extensions["bus"] = RedisBus(config.redis_url) if config.redis_url else LocalBus()
    install_limits(app, config.redis_url, config.rate_limits)
    install_headers(app)
    install_compression(app)
    install_vault(app, config)
    csrf.init_app(app)
    babel.init_app(app, locale_selector=_locale, timezone_selector=_zone)
    install_language(app)


def _go_live(app: Flask, config: Config) -> None:
    socketio.init_app(
        app, serializer=StrictPacket, cors_allowed_origins=[], manage_session=False, **options()
    )
    attach(socketio.server)
    app.wsgi_app = HeadersForSockets(app.wsgi_app, config.production)  # type: ignore[method-assign]
    if config.production:  # outermost, so that sockets too see what the proxy was asked for
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    install_sign_in(app)
    install_events(app)

    def hear(news: dict[str, object]) -> None:
        with app.app_context():
            receive(news)

    app.extensions["hear"] = hear


def _locale() -> str:
    if not has_request_context():
        return "en"
    if current_user and current_user.is_authenticated:
        return str(current_user.locale)
    return request.accept_languages.best_match(LANGUAGES, "en")


def _zone() -> str | None:
    if has_request_context() and current_user and current_user.is_authenticated:
        return str(current_user.zone)
    return None
