"""Copies the browser's JavaScript into static/vendor/ and keeps the list of its hashes.

`_vendor.py NODE_MODULES` copies; `_vendor.py --check` succeeds if every listed file is unchanged.
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"
FILES = {"socket.io.esm.min.js": "socket.io-client/dist/socket.io.esm.min.js"}
LICENCE_NAMES = ("LICENSE", "LICENSE.md", "license.md", "LICENCE")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def package_version(modules: Path, source: str) -> str:
    package = json.loads((modules / source.split("/")[0] / "package.json").read_text())
    return f"{package['name']} {package['version']}"


def licences(modules: Path) -> str:
    """The licence of every package that may be inside a bundled file, one after the other."""
    texts = []
    for manifest in sorted(modules.glob("**/package.json")):
        found = [manifest.parent / name for name in LICENCE_NAMES]
        texts += [f"{path.parent.name}\n\n{path.read_text()}" for path in found if path.is_file()]
    return ("\n" + "-" * 72 + "\n\n").join(texts)


def fill(modules: Path) -> None:
    VENDOR.mkdir(parents=True, exist_ok=True)
    listed = {}
    for name, source in FILES.items():
        shutil.copyfile(modules / source, VENDOR / name)
        listed[name] = {
            "from": package_version(modules, source),
            "sha256": digest(VENDOR / name),
        }
    (VENDOR / "LICENCES.txt").write_text(licences(modules), encoding="utf-8")
    MANIFEST.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")


def unchanged() -> bool:
    try:
        listed = json.loads(MANIFEST.read_text(encoding="utf-8"))
        return set(listed) == set(FILES) and all(
            digest(VENDOR / name) == entry["sha256"] for name, entry in listed.items()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if unchanged() else 1)
    fill(Path(sys.argv[1]))
