"""The state of a guideline text in the words of its versions, in the page, its drafts and what is being translated."""

import json

from django.db import migrations, models

WORDS = {
    "draft": "participation_draft",
    "revised": "revised_draft",
    "final_draft": "resolution",
    "adopted": "in_force",
}


def say_anew(apps, words):
    pages = apps.get_model("consultations", "GuidelinePage").objects
    for old, new in words.items():
        pages.filter(draft_state=old).update(draft_state=new)
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(
        app_label="consultations", model="guidelinepage"
    )
    for revision in apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=kind).iterator():
        state = revision.content.get("draft_state")
        if state in words:
            revision.content["draft_state"] = words[state]
            revision.save(update_fields=["content"])
    sources = apps.get_model("wagtail_localize", "TranslationSource").objects
    for source in sources.filter(specific_content_type__in=kind).iterator():
        content = json.loads(source.content_json)
        if content.get("draft_state") in words:
            content["draft_state"] = words[content["draft_state"]]
            source.content_json = json.dumps(content)
            source.save(update_fields=["content_json"])


def forwards(apps, schema_editor):
    say_anew(apps, WORDS)


def backwards(apps, schema_editor):
    say_anew(apps, {new: old for old, new in WORDS.items()})


class Migration(migrations.Migration):

    dependencies = [
        ("consultations", "0009_protocol_since"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterField(
            model_name="guidelinepage",
            name="draft_state",
            field=models.CharField(
                choices=[
                    ("working_draft", "Working draft"),
                    ("participation_draft", "Draft for participation"),
                    ("revised_draft", "Draft after participation"),
                    ("resolution", "Version for resolution"),
                    ("in_force", "In force"),
                ],
                default="working_draft",
                max_length=20,
                verbose_name="state",
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
