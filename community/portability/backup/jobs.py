"""Once a night a backup into the folder that the operator named, once there is a key to seal it to."""

import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import gevent
from flask import current_app

from community.config import ROOT
from community.portability.backup.making import public_key

DAY = 24 * 3600
log = logging.getLogger("hearth.backup")


def back_up(payload: Mapping[str, Any]) -> None:
    """Begin one, in a process of its own, and go on; `doctor` tells where none was made for long."""
    config = current_app.config["HEARTH"]
    folder = config.backup_folder
    if folder is not None and not public_key(config):
        log.warning("backup_without_key")  # nobody would be here to read the new one
    elif folder is not None:
        command = [sys.executable, "-m", "community.cli", "backup", "--to", str(folder)]
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "HEARTH_INSTANCE": str(config.instance)},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        gevent.spawn(_wait_for, process)


def _wait_for(process: "subprocess.Popen[bytes]") -> None:
    if code := process.wait():
        log.error("backup_failed code=%d", code)
