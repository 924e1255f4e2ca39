"""The real LibreOffice: files opened and saved without a change."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
FILTERS = {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8"}

needs_libreoffice = pytest.mark.skipif(
    PROGRAM is None and os.environ.get("CI") != "true", reason="LibreOffice (soffice) is not installed"
)


def resaved(files: Sequence[Path], file_format: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them, in the same order; each must have a name of its own."""
    assert PROGRAM is not None, "CI needs libreoffice-writer-nogui"
    target = folder / f"to-{file_format}-{len(list(folder.iterdir()))}"
    command = [PROGRAM, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", FILTERS[file_format], "--outdir", str(target), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [target / f"{file.stem}.{file_format}" for file in files]
