"""The validator for tests: skipped with one line where it cannot be had, a failure on continuous integration."""

import os

import pytest

from tests.servers.installation import Missing
from tests.verapdf.installation import Validator, installed


@pytest.fixture(scope="session")
def validator() -> Validator:
    """veraPDF, ready to run."""
    try:
        return installed()
    except Missing as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(str(missing))
