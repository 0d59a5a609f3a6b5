"""How often is too often: sliding windows, the same for pages and sockets, in memory or in Redis.

Asked by the doors, never inside a unit: Redis is another machine. Crisis pages are never limited.
"""

import hashlib
import hmac
import logging
import time
from typing import Final

from flask import Flask, current_app, request
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.retry import Retry

from community.errors import TooMany

RATES: Final = {
    "events": "600 per minute",
    "handshakes": "60 per minute",
    "requests": "200 per minute",
    "sends": "5 per 5 seconds; 30 per minute",
    "sends-newcomer": "5 per 5 seconds; 10 per minute",
    "sends-urgent": "200 per minute",
    "sign-in-account": "5 per 15 minutes",
    "sign-in-network": "20 per 15 minutes",
    "recovery": "5 per hour",
    "joining": "10 per hour",
    "invitations": "20 per hour",
    "claims": "5 per hour",
    "reports-outside": "5 per hour",
    "searches": "30 per minute",
    "suggestions": "10 per hour",
    "slips": "30 per 10 minutes",
    "setup": "10 per minute",
    "mail-addresses": "5 per hour",
    "push-devices": "20 per hour",
    "downloads": "6 per hour",
}
"""Per kind of act; `spend` counts one act of one person or network."""

KEY_LASTS: Final = 14 * 24 * 3600
"""Seconds after which the hash of a network changes, so that no two fortnights can be joined."""

PATIENCE: Final = 0.5
"""Seconds that Redis may take to answer, while somebody waits."""

LEFT_ALONE: Final = 5.0
"""Seconds for which a store that did not answer is not asked again."""

log = logging.getLogger("hearth.limits")


class Limiter:
    """The limits of one application."""

    def __init__(self, redis_url: str | None, on: bool) -> None:
        self.on = on
        self._strategy = SlidingWindowCounterRateLimiter(_store(redis_url))
        self._away_until = 0.0
        self._items: dict[str, list[RateLimitItem]] = {
            name: parse_many(rate) for name, rate in RATES.items()
        }

    def spend(self, kind: str, whose: str) -> None:
        """Count one act. Raises TooMany, with the seconds to wait. While the store is away nothing is refused."""
        if time.monotonic() < self._away_until:
            return
        try:
            self._count(kind, whose)
        except TooMany:
            raise
        except Exception as error:  # whatever the store raises: people still need to talk
            self._away_until = time.monotonic() + LEFT_ALONE
            log.warning("limits_unreachable error=%s", type(error).__name__)

    def _count(self, kind: str, whose: str) -> None:
        for item in self._items[kind] if self.on else []:
            if not self._strategy.hit(item, kind, whose):
                stats = self._strategy.get_window_stats(item, kind, whose)
                raise TooMany(max(1, int(stats.reset_time - time.time()) + 1))


def install_limits(app: Flask, redis_url: str | None, on: bool) -> None:
    """Give the application its limits."""
    app.extensions["limiter"] = Limiter(redis_url, on)


def are_on() -> bool:
    """Whether limits are counted (`HEARTH_RATE_LIMITS`)."""
    return bool(current_app.extensions["limiter"].on)


def spend(kind: str, whose: object) -> None:
    """Count one act of `kind` by `whose`. Raises TooMany."""
    current_app.extensions["limiter"].spend(kind, str(whose))


def network() -> str:
    """A keyed hash of the asking network address; the address itself is kept nowhere (L1.4)."""
    key: bytes = current_app.extensions["keys"]["network"]
    turn = int(time.time()) // KEY_LASTS
    said = f"{turn}:{request.remote_addr or ''}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:24]


def _store(redis_url: str | None) -> Storage:
    if redis_url is None:
        return MemoryStorage()
    pool = ConnectionPool.from_url(
        redis_url,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 0),
    )
    return RedisStorage(redis_url, connection_pool=pool)
