"""A text that leaves as a file and comes back unchanged has lost nothing."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from consultations.guidelines.rules import NumberedPart
from tests.consultations.guidelines.exchange.files import plain_parts, returned
from tests.consultations.guidelines.exchange.texts import TEXTS


@pytest.mark.parametrize("file_format", ["docx", "odt"])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=TEXTS)
def test_nothing_is_lost(file_format: str, parts: list[NumberedPart]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert returned(parts, file_format, Path(folder)) == plain_parts(parts)
