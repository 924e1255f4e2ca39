"""Nobody sees a wrong number while the index is rebuilt, and no change made meanwhile is lost."""

from pathlib import Path

import pytest

from search.engines.tantivy import TantivyEngine
from tests.search.engines.rebuilding import rebuild_while_counting


@pytest.mark.slow
def test_the_embedded_engine_counts_right_during_rebuilds(tmp_path: Path) -> None:
    watched = rebuild_while_counting(lambda: TantivyEngine(tmp_path), rounds=8)
    assert (watched.errors, watched.wrong, watched.lost) == ([], [], [])
    assert watched.counts > 20
    assert watched.writes > 5
