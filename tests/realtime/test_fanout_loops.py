"""The loop in C is a matter of speed only: with it and without it the same is sent."""

import errno
import os
import socket
import subprocess
from array import array

import pytest

from community.realtime.fanout import build, counters, loop, loop_name
from community.realtime.fanout.loop import NOBODY, best_loop, mark, marks, unmark


@pytest.fixture
def pairs():
    """Five readers, far ends first."""
    made = [socket.socketpair() for _ in range(5)]
    for near, _far in made:
        near.setblocking(False)
    yield made
    for near, far in made:
        near.close()
        far.close()


@pytest.fixture(params=["python", "c"])
def send_all(request, monkeypatch):
    """Either loop."""
    if request.param == "c":
        monkeypatch.setattr(loop, "LIBRARY", request.getfixturevalue("loop_in_c"))
    return best_loop(request.param)


def test_everybody_is_written_and_nobody_left_over(send_all, pairs):
    descriptors = array("i", [near.fileno() for near, _far in pairs])
    assert send_all(descriptors, b"a frame\x00with a zero") == []
    assert all(far.recv(100) == b"a frame\x00with a zero" for _near, far in pairs)


def test_marked_dead_and_full_descriptors_are_reported(send_all, pairs):
    descriptors = array("i", [near.fileno() for near, _far in pairs])
    mark(descriptors[1])
    pairs[2][1].close()
    taken = pairs[3][0].send(b"x" * (1 << 22))
    left = dict(send_all(descriptors, b"y" * 1000))
    unmark(descriptors[1])
    assert left.pop(1) == -errno.EAGAIN
    assert left.pop(2) == -errno.EPIPE
    assert taken
    assert left.pop(3) in (-errno.EAGAIN, *range(1000))
    assert not left


def test_nobody_is_neither_written_nor_reported(send_all, pairs):
    descriptors = array("i", [near.fileno() for near, _far in pairs])
    descriptors[2] = NOBODY
    assert send_all(descriptors, b"not for you") == []
    pairs[2][0].send(b"but this")
    assert pairs[2][1].recv(100) == b"but this"


def test_marks_grow_with_the_descriptors():
    high = len(marks) + 10
    mark(high)
    assert marks[high]
    unmark(high)
    unmark(len(marks) + 5)
    assert not marks[high]


def test_without_a_compiler_the_loop_in_python_serves(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(loop, "LIBRARY", tmp_path / "absent.so")
    assert loop_name() == "python"
    assert best_loop() is loop.send_all_in_python
    with pytest.raises(RuntimeError, match="not built"):
        best_loop("c")
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setattr(os, "environ", {"PATH": str(tmp_path)})
    assert build.main() == 1
    assert "no C compiler" in capsys.readouterr().out


def test_the_loop_in_c_is_used_once_it_is_built(monkeypatch, loop_in_c):
    monkeypatch.setattr(loop, "LIBRARY", loop_in_c)
    assert loop_name() == "c"
    assert best_loop() is not loop.send_all_in_python


def test_a_compiler_that_fails_leaves_what_was_built(monkeypatch, tmp_path):
    library = tmp_path / "_loop.so"
    library.write_bytes(b"what was built before")
    monkeypatch.setenv("CC", "false")
    with pytest.raises(subprocess.CalledProcessError):
        build.build(library)
    assert library.read_bytes() == b"what was built before"


def test_a_loop_built_from_another_source_is_not_used(monkeypatch, loop_in_c):
    monkeypatch.setattr(loop, "LIBRARY", loop_in_c)
    monkeypatch.setattr(loop, "VERSION", loop.VERSION ^ 1)
    assert loop_name() == "python"


def test_the_counters_begin_at_nothing_open():
    assert counters.open >= 0
