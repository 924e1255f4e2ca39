"""Paragraphs leave their chapters and follow them in one flat row; every id stays what it was."""

import json
import re
import uuid

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation

# wagtail-localize names a place by the hash of its path in this namespace.
PATHS = uuid.UUID("fcab004a-2b50-11ea-978f-2e728ce88125")
NESTED = re.compile(r"^chapters\.[^.]+\.paragraphs\.(?P<rest>.+)$")


def flat(blocks):
    """Chapters without their paragraphs, each followed by them; an id met twice is given to the first only."""
    seen, rows = set(), []
    for block in blocks:
        value = dict(block["value"])
        paragraphs = value.pop("paragraphs", None) or []
        rows.append({**block, "value": value})
        for item in paragraphs:
            known = isinstance(item, dict) and item.get("type") == "item"
            rows.append({
                "type": "paragraph",
                "id": (item.get("id") if known else None) or str(uuid.uuid4()),
                "value": item["value"] if known else item,
            })
    for row in rows:
        if row.get("id") in seen:
            row["id"] = str(uuid.uuid4())
        seen.add(row.get("id"))
    return rows


class FlattenChapters(BaseBlockOperation):
    """The operation on the whole stream, for live rows and revisions."""

    def apply(self, block_value):
        return flat(block_value)

    @property
    def operation_name_fragment(self):
        return "flatten_chapters"


def move_translations(apps, schema_editor):
    """What was translated hangs on the path of its place; the paths lose their chapter."""
    page_types = apps.get_model("contenttypes", "ContentType").objects.filter(
        app_label="consultations", model="guidelinepage"
    )
    sources = apps.get_model("wagtail_localize", "TranslationSource").objects.filter(
        specific_content_type__in=page_types
    )
    for source in sources:
        content = json.loads(source.content_json)
        if content.get("chapters"):
            content["chapters"] = json.dumps(flat(json.loads(content["chapters"])))
            source.content_json = json.dumps(content)
            source.save(update_fields=["content_json"])
    contexts = apps.get_model("wagtail_localize", "TranslationContext").objects
    for context in contexts.filter(object__in=sources.values("object"), path__startswith="chapters."):
        if nested := NESTED.match(context.path):
            context.path = f"chapters.{nested['rest']}"
            context.path_id = uuid.uuid5(PATHS, context.path)
            context.field_path = f"chapters.paragraph.{nested['rest'].partition('.')[2]}"
            context.save(update_fields=["path", "path_id", "field_path"])


class Migration(migrations.Migration):

    dependencies = [
        ("consultations", "0005_flat_text"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        MigrateStreamData("consultations", "guidelinepage", "chapters", [(FlattenChapters(), "")]),
        migrations.RunPython(move_translations, migrations.RunPython.noop),
    ]
