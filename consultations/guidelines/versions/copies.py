"""A copied page is another text: its pieces get identities of their own, and its cross references follow them."""

import json
import uuid
from typing import Any

from wagtail.models import Page


def renew(page: Page) -> None:
    """New block ids in the live row and in all revisions; a block has one new id in all of them."""
    page.chapters = _renewed(page, list(page.chapters.raw_data))
    page.save(clean=False)
    for revision in page.revisions.all():
        revision.content["chapters"] = json.dumps(_renewed(page, json.loads(revision.content["chapters"])))
        revision.save(update_fields=["content"])


def _renewed(page: Page, blocks: list[Any]) -> list[dict[str, Any]]:
    stored = json.dumps(blocks)
    for old in (block.get("id") for block in blocks):
        if old:
            new = str(uuid.uuid5(page.translation_key, old))
            stored = stored.replace(f'"{old}"', f'"{new}"')
            for kind in "cpft":
                stored = stored.replace(f"#{kind}-{old[:8]}", f"#{kind}-{new[:8]}")
    renewed: list[dict[str, Any]] = json.loads(stored)
    return renewed
