"""Logs: one line per event, codes and ids only. No text, handle or address (L1.4)."""

import logging
import re
import sys
from collections.abc import MutableMapping
from logging.handlers import RotatingFileHandler
from typing import Any

import structlog

from community.config import Config

ADDRESS = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}\b", re.IGNORECASE
)


def install_logs(config: Config) -> None:
    """Write warnings to the terminal and everything from `hearth` to `instance/logs/hearth.log`."""
    folder = config.instance / "logs"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = RotatingFileHandler(folder / "hearth.log", maxBytes=5_000_000, backupCount=3)
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setLevel(logging.WARNING)
    for handler in (file, terminal):
        handler.setFormatter(
            structlog.stdlib.ProcessorFormatter(
                processors=[
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
                ],
                foreign_pre_chain=[
                    structlog.stdlib.add_log_level,
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                    _only_the_place_of_an_error,
                    _without_addresses,
                ],
            )
        )
    logging.basicConfig(handlers=[file, terminal], level=logging.WARNING, force=True)
    logging.getLogger("hearth").setLevel(logging.INFO)
    logging.getLogger("engineio.server").addFilter(_unless_hung_up)


def _unless_hung_up(record: logging.LogRecord) -> bool:
    # whoever closes the page while polling breaks off in the middle of a request: no fault of ours
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, OSError) and str(error).startswith("unexpected end of file"))


def _only_the_place_of_an_error(
    logger: Any, name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    # a traceback's last line can quote what somebody wrote, so only files and lines are kept
    error = event.pop("exc_info", None)
    if error and error[2] is not None:
        trace, places = error[2], []
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}:{code.co_name}")
            trace = trace.tb_next
        event["place"] = " ".join(places[-8:])
        event["error"] = error[0].__name__
    return event


def _without_addresses(
    logger: Any, name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    event["event"] = ADDRESS.sub("(address)", str(event["event"]))
    return event
