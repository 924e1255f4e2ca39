"""A long command says how far it is, also into a log."""

from io import StringIO

import pytest

from portal import progress


def test_where_nobody_watches_a_line_comes_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("portal.progress.time.monotonic", lambda: now[0])
    monkeypatch.setattr("portal.progress.sys.stderr", StringIO())
    out = StringIO()
    with progress.Progress("Indexing", total=1000, out=out) as advance:
        for _number in range(100):
            advance(10)
            now[0] += 1
    assert out.getvalue().startswith("Indexing: 160 of 1000 so far")
    assert out.getvalue().count("so far") == 6
