"""Translators keep the term base."""

from typing import Any

from django.db import migrations

from portal.accounts.roles import install_roles


def install(apps: Any, schema_editor: Any) -> None:
    """Adds what the groups lack."""
    install_roles(apps)


class Migration(migrations.Migration):
    """In this app because it is the topmost: all tables the roles speak of exist by now."""

    dependencies = [("home", "0004_version_roles"), ("portal", "0003_translators")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
