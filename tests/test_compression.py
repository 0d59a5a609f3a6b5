"""Static text goes over the line packed, and nothing else does."""

import gzip
from pathlib import Path

import pytest
from flask import Flask

from tests.laws import law

SHEET = "/static/core/base.css"
PACKED = {"Accept-Encoding": "gzip, br"}


@law("L13.3")
def test_a_style_sheet_is_packed_for_a_browser_that_can_unpack_it(app: Flask) -> None:
    plain, packed = app.test_client().get(SHEET), app.test_client().get(SHEET, headers=PACKED)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data == Path(f".{SHEET}").read_bytes()
    assert packed.content_length == len(packed.data) < len(plain.data) / 2
    assert "Accept-Encoding" in packed.vary
    assert "Accept-Encoding" in plain.vary
    assert packed.get_etag() != plain.get_etag()


@pytest.mark.parametrize("offered", ["", "identity", "br", "gzip;q=0"])
def test_a_browser_that_cannot_unpack_gets_it_plain(app: Flask, offered: str) -> None:
    answer = app.test_client().get(SHEET, headers={"Accept-Encoding": offered})
    assert "Content-Encoding" not in answer.headers


def test_what_a_browser_has_already_is_not_sent_again(app: Flask) -> None:
    first = app.test_client().get(SHEET, headers=PACKED)
    again = app.test_client().get(SHEET, headers=PACKED | {"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data


def test_a_head_says_the_size_without_the_body(app: Flask) -> None:
    size = app.test_client().get(SHEET, headers=PACKED).content_length
    head = app.test_client().head(SHEET, headers=PACKED)
    assert not head.data
    assert head.content_length == size


@pytest.mark.parametrize("path", ["/static/core/icon-192.png", "/crisis", "/static/core/none.css"])
def test_pictures_pages_and_absent_files_stay_as_they_are(app: Flask, path: str) -> None:
    answer = app.test_client().get(path, headers=PACKED)
    assert "Content-Encoding" not in answer.headers
