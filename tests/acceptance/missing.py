"""What a machine may lack: a reason to leave tests out at home, a failure in CI."""

import os

import pytest


def need(program: object, package: str) -> None:
    """Skip, or fail in CI, when there is no such program."""
    if program:
        return
    message = f"{package} is not installed: acceptance tests are left out (Debian package {package})."
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
