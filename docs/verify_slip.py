"""Verify an attendance slip without its site: python verify_slip.py SLIP KEY (only `cryptography` is needed)."""

import base64
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key

lines = [line.strip() for line in Path(sys.argv[1]).read_text("utf-8").splitlines() if line.strip()]
said, signature = "\n".join(lines[:5]), lines[-1].removeprefix("signature: ")
key = load_pem_public_key(Path(sys.argv[2]).read_bytes())
try:
    if len(lines) != 6 or lines[0] != "Hearth attendance slip 1":
        raise InvalidSignature
    key.verify(base64.b64decode(signature, validate=True), said.encode())
except (InvalidSignature, ValueError):
    sys.exit("This slip does not verify: it was changed, or signed with another key.")
print(f"{said}\nThis slip verifies.")
