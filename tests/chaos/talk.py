"""python-socketio's own client: joins by token, posts, goes away, comes back. Says what it met as lines of JSON."""

import json
import sys
from typing import Any

import socketio


def main(address: str, token: str, stream: str, *transports: str) -> None:
    """Talk as the tests expect of any client; a line on standard input calls it back."""
    first = connect(address, token, transports)
    joined = call(first, "join", {"stream": stream, "since": 0})
    packet = {"stream": stream, "body": "Hello from Python.", "key": f"python-{stream[5:]}"}
    posted = call(first, "post_message", packet)
    tell(joined=joined, posted=posted, again=call(first, "post_message", packet))
    first.disconnect()
    tell(away=True)
    sys.stdin.readline()
    second = connect(address, token, transports)
    tell(resumed=call(second, "join", {"stream": stream, "since": posted["seq"]}))
    second.disconnect()


def connect(address: str, token: str, transports: tuple[str, ...]) -> socketio.Client:
    """A connected client, or the end of this program with the refusal."""
    client = socketio.Client(reconnection=False)
    client.on("connect_error", lambda data: tell(refused=data))
    try:
        client.connect(address, auth={"token": token}, transports=list(transports), wait_timeout=10)
    except socketio.exceptions.ConnectionError:
        sys.exit(0)
    return client


def call(client: socketio.Client, event: str, packet: dict[str, Any]) -> Any:
    """An event's acknowledgement."""
    return client.call(event, packet, timeout=10)


def tell(**said: Any) -> None:
    """One line to whoever started this."""
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
