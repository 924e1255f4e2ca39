"""Compiles the interface catalogues without the gettext programs: `python -m portal.translation.catalogues`."""

from pathlib import Path

import polib

LOCALE_DIR = Path(__file__).resolve().parents[1] / "locale"


def compile_catalogues(folder: Path = LOCALE_DIR) -> list[Path]:
    """Write a .mo file beside every .po file; raises OSError with file and line when one is malformed."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        polib.pofile(str(source), check_for_duplicates=True).save_as_mofile(str(target))
        written.append(target)
    return written


if __name__ == "__main__":
    print(f"Catalogues compiled: {len(compile_catalogues())}")
