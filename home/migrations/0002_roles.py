"""Groups of the roles and the four-eyes workflow."""

from typing import Any

from django.db import migrations

from portal.accounts.roles import install_roles
from portal.accounts.workflow import install_workflow


def install(apps: Any, schema_editor: Any) -> None:
    """Roles first: the workflow's task names one of them."""
    install_roles(apps)
    install_workflow(apps)


class Migration(migrations.Migration):
    """In this app because it is the topmost: all tables the roles speak of exist by now."""

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("portal", "0002_files"),
        ("consultations", "0002_initial"),
        ("search", "0001_initial"),
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
