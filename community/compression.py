"""Static files go over the line compressed (L13.3). Pages do not: their secrets stand beside what others wrote."""

import gzip
import io
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, request

KINDS = frozenset({".js", ".css", ".svg"})


def install_compression(app: Flask) -> None:
    """Pack the static files that are text, for browsers that can unpack them."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """The same response, packed where that is right."""
    path = Path(str((request.view_args or {}).get("filename", "")))
    if request.endpoint != "static" or path.suffix not in KINDS:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == 200 and request.accept_encodings["gzip"]:
        file = Path(current_app.static_folder or "") / path
        _replace(response, _packed(file, file.stat().st_mtime_ns))
    return response


def _replace(response: Response, packed: bytes) -> None:
    etag, weak = response.get_etag()
    response.close()
    response.direct_passthrough = False
    response.set_data(packed)
    response.content_encoding = "gzip"
    if etag:
        response.set_etag(f"{etag}-gzip", bool(weak))
        response.make_conditional(request)


@lru_cache(maxsize=256)
def _packed(file: Path, _changed: int) -> bytes:
    """Once for each state of a file; the same bytes in every process."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as packer:
        packer.write(file.read_bytes())
    return packed.getvalue()
