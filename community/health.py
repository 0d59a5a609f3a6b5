"""`/healthz` and `/metrics`: whether this process serves, and how it is doing. No name, handle or address."""

import hmac
import ipaddress
from importlib.metadata import PackageNotFoundError, version

import sqlalchemy as sa
from flask import Blueprint, Response, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from community.database import sqlite
from community.errors import NotFound
from community.extensions import csrf, db
from community.jobs import Job
from community.realtime.connections import connections
from community.web import public

VERSION = "0.2.0"
pages = Blueprint("health", __name__)


@pages.get("/healthz")
@public
def healthz() -> tuple[dict[str, str], int]:
    """200 while the database answers, else 503 with the reason's kind."""
    said = {"version": VERSION, "database": _database_version()}
    try:
        db.session.execute(sa.text("SELECT 1"))
    except Exception as error:
        return {**said, "status": "no database", "error": type(error).__name__}, 503
    return {**said, "status": "ok"}, 200


@pages.get("/metrics")
@public
def metrics() -> Response:
    """Prometheus figures, for this machine or by the metrics token; to anybody else nothing is here."""
    if not (_is_local() or _has_token()):
        raise NotFound
    figures = CollectorRegistry()
    Gauge("hearth_sockets", "Open sockets", registry=figures).set(len(connections))
    Gauge("hearth_streams_heard", "Streams listened to", registry=figures).set(
        len(connections.streams())
    )
    due = sa.select(sa.func.count()).select_from(Job).where(Job.done_at.is_(None))
    Gauge("hearth_jobs_waiting", "Jobs not done yet", registry=figures).set(
        db.session.scalar(due) or 0
    )
    return Response(generate_latest(figures), content_type=CONTENT_TYPE_LATEST)


def _is_local() -> bool:
    # behind a proxy every request looks local, so a forwarded one is not
    forwarded = request.headers.get("X-Forwarded-For") or request.headers.get("Forwarded")
    try:
        return not forwarded and ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _has_token() -> bool:
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(
        said.encode(), current_app.extensions["keys"]["metrics"].hex().encode()
    )


def _database_version() -> str:
    if current_app.config["HEARTH"].sqlite:
        return f"sqlite {sqlite().sqlite_version}"
    try:
        return f"postgresql (psycopg {version('psycopg')})"
    except PackageNotFoundError:
        return "postgresql"


csrf.exempt(pages)
