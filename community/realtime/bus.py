"""News between the processes of one site: what one says, all others hear, in the order it was said.

Only news travels here, never facts: when Redis is down or restarts, nothing raises in whoever
publishes, and clients catch up by seq. One connection per process publishes, because several at
once would reorder.
"""

import logging
import random
import secrets
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

import gevent
import msgspec
from gevent.event import Event
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.client import PubSub
from redis.retry import Retry

Message = dict[str, Any]
Handler = Callable[[Message], None]

MOST_WAITING = 16 * 1024 * 1024
"""Bytes that may wait for Redis; above them the oldest news is dropped."""

AT_ONCE = 256
LISTENING = 5.0
"""Seconds without news after which the connection is looked at."""

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
FAREWELL = 1.0
"""Seconds that `stop` leaves the last news to go out."""

log = logging.getLogger("hearth.bus")


class Bus(Protocol):
    """How a process tells the others."""

    def publish(self, message: Message) -> None:
        """Hand a message to every other process. Neither raises nor yields."""

    def start(self, handler: Handler, on_reconnect: Callable[[], None] | None = None) -> None:
        """Hear the others. `on_reconnect` is called when news flows again after an outage."""

    def stop(self) -> None:
        """Hear nothing more, and let the last news go out."""


class LocalBus:
    """The bus of a site that is one process: there is nobody to tell."""

    def publish(self, message: Message) -> None:
        """Nobody hears it."""

    def start(self, handler: Handler, on_reconnect: Callable[[], None] | None = None) -> None:
        """Nobody will say anything."""

    def stop(self) -> None:
        """There is nothing to stop."""


class RedisBus:
    """The bus over Redis. Sites that share one use a database number each, or name their channel."""

    def __init__(self, url: str, channel: str | None = None) -> None:
        self.process = secrets.token_hex(8)
        self._me = self.process.encode()
        self._publisher = _client(url, self.process)
        self._listener = _client(url, self.process)
        number = self._publisher.get_connection_kwargs().get("db", 0)
        self._channel = channel or f"hearth:{number}"
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._wake, self._all_sent = Event(), Event()
        self._all_sent.set()
        self._greenlets: list[gevent.Greenlet[..., Any]] = []
        self._handler: Handler | None = None
        self._on_reconnect: Callable[[], None] | None = None

    def publish(self, message: Message) -> None:
        """Queue a message for the other processes; it leaves from a greenlet of its own."""
        data = self._me + msgspec.json.encode(message)
        self._waiting.append(data)
        self._bytes += len(data)
        while self._bytes > MOST_WAITING:
            self._bytes -= len(self._waiting.popleft())
        self._all_sent.clear()
        self._wake.set()

    def start(self, handler: Handler, on_reconnect: Callable[[], None] | None = None) -> None:
        """Begin to publish what was queued, and to hand what others say to `handler` one by one."""
        self._handler, self._on_reconnect = handler, on_reconnect
        self._greenlets = [gevent.spawn(self._publish_forever), gevent.spawn(self._listen_forever)]

    def stop(self) -> None:
        """Stop; what is queued has a second to go out."""
        if self._greenlets:
            self._all_sent.wait(FAREWELL)
        gevent.killall(self._greenlets)
        self._greenlets = []
        self._publisher.close()
        self._listener.close()

    def _publish_forever(self) -> None:
        pause = _Pause("publish")
        while True:
            batch = self._next_batch()
            while batch:
                try:
                    self._send(batch)
                except (RedisError, OSError) as error:
                    pause.after(error)
                else:
                    batch = self._next_batch()
                    pause.over()
            self._all_sent.set()
            self._wake.wait()

    def _next_batch(self) -> list[bytes]:
        self._wake.clear()
        batch = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
        self._bytes -= sum(map(len, batch))
        return batch

    def _send(self, batch: list[bytes]) -> None:
        with self._publisher.pipeline(transaction=False) as pipeline:
            for data in batch:
                pipeline.publish(self._channel, data)
            pipeline.execute()

    def _listen_forever(self) -> None:
        pause = _Pause("listen")
        while True:
            subscription: PubSub = self._listener.pubsub()  # type: ignore[no-untyped-call]
            try:
                self._listen(subscription, pause)
            except (RedisError, OSError) as error:
                pause.after(error)
            finally:
                subscription.close()

    def _listen(self, subscription: PubSub, pause: "_Pause") -> None:
        subscription.subscribe(self._channel)
        while True:
            said = subscription.get_message(timeout=LISTENING)
            if said is None:
                subscription.check_health()
            elif said["type"] == "subscribe":
                if pause.over() and self._on_reconnect is not None:
                    self._guarded(self._on_reconnect)
            elif said["type"] == "message" and not said["data"].startswith(self._me):
                self._hear(said["data"])

    def _hear(self, data: bytes) -> None:
        handler = self._handler
        if handler is not None:
            self._guarded(lambda: handler(msgspec.json.decode(data[len(self._me) :])))

    def _guarded(self, doing: Callable[[], None]) -> None:
        try:
            doing()
        except Exception as error:
            log.error("bus_handler_failed error=%s", type(error).__name__)


class _Pause:
    """Waits longer after each failure in a row, and logs only the first and the recovery."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._seconds = 0.0

    def after(self, error: Exception) -> None:
        """Something failed: sleep a little."""
        if not self._seconds:
            log.warning("bus_lost doing=%s error=%s", self._what, type(error).__name__)
        self._seconds = min(LONGEST_PAUSE, max(FIRST_PAUSE, self._seconds * 2))
        gevent.sleep(self._seconds * random.uniform(0.5, 1.0))

    def over(self) -> bool:
        """It works; true if it had failed before."""
        had_failed = self._seconds > 0
        if had_failed:
            log.warning("bus_back doing=%s", self._what)
        self._seconds = 0.0
        return had_failed


def _client(url: str, process: str) -> Redis:
    # No retries of its own: they would publish out of order and wait where we would not know.
    return Redis.from_url(
        url,
        client_name=f"hearth-{process}",
        protocol=2,
        retry=Retry(NoBackoff(), 0),
        socket_keepalive=True,
        health_check_interval=15,
    )
