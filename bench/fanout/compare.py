"""Runs every server in turn, several times over, and prints the medians side by side."""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

SERVER_CORE, CROWD_CORE = "0", "1"
SPEAKERS = 50
SERVERS = ("node", "hearth", "single", "python", "stock")
COLUMNS = (
    ("us", "us/delivery", 2),
    ("ratio", "x node", 2),
    ("rate", "per second", 0),
    ("busy", "busy", 2),
    ("per_write", "per write", 1),
    ("kb", "KB/socket", 1),
    ("connect_ms", "connect ms", 2),
    ("p50", "p50 ms", 1),
    ("p99", "p99 ms", 1),
)

Result = dict[str, float]


def main() -> None:
    """One table for every number of sockets, without and with blocked pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", type=Path, required=True, help="where socket.io is installed")
    parser.add_argument("--sizes", default="1000,5000", help="sockets in the room")
    parser.add_argument("--shares", default="0,0.01", help="readers with a view of their own")
    parser.add_argument("--servers", default=",".join(SERVERS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--rate", type=float, default=50.0, help="messages a second for the delay")
    asked = parser.parse_args()
    for size in map(int, asked.sizes.split(",")):
        for share in map(float, asked.shares.split(",")):
            print(f"\n{size} sockets, {SPEAKERS} speak, {share:.0%} of pairs blocked")
            _print(_rounds(asked, size, share))


def _print(table: dict[str, Result]) -> None:
    print("server".ljust(10) + "".join(title.rjust(13) for _key, title, _digits in COLUMNS))
    for name, result in table.items():
        result["ratio"] = table.get("node", result)["us"] / result["us"]
        cells = [f"{result.get(key, 0.0):.{digits}f}".rjust(13) for key, _title, digits in COLUMNS]
        print(name.ljust(10) + "".join(cells), flush=True)


def _rounds(asked: argparse.Namespace, size: int, share: float) -> dict[str, Result]:
    """The medians of interleaved rounds."""
    servers = [name for name in asked.servers.split(",") if not (share and name == "stock")]
    found: dict[str, list[Result]] = {name: [] for name in servers}
    for _ in range(asked.rounds):
        for name in servers:
            found[name].append(_once(asked, name, size, share))
    return {
        name: {key: statistics.median(one[key] for one in results) for key in results[0]}
        for name, results in found.items()
    }


def _once(asked: argparse.Namespace, name: str, size: int, share: float) -> Result:
    command = ["node", str(asked.peer / "peer.mjs")]
    if name != "node":
        command = [sys.executable, "-m", "bench.fanout.serve", name]
    server = subprocess.Popen(
        ["taskset", "-c", SERVER_CORE, *command],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "BLOCKED": str(share)},
    )
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        return _crowd(asked, name, {"port": port, "process": server.pid, "size": size})
    finally:
        server.kill()
        server.wait()


def _crowd(asked: argparse.Namespace, name: str, given: dict[str, object]) -> Result:
    given |= {"speakers": SPEAKERS, "seconds": asked.seconds, "rate": asked.rate}
    command = ["taskset", "-c", CROWD_CORE, sys.executable, "-m", "bench.fanout.crowd"]
    command += [f"--ears={asked.peer / 'crowd.so'}"]
    command += [f"--{option}={value}" for option, value in given.items()]
    command += ["--figures"] * (name not in ("node", "stock"))
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: Result = json.loads(done.stdout)
    return result


if __name__ == "__main__":
    main()
