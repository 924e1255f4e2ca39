"""Wagtail's user administration with the portal's own forms; stands in INSTALLED_APPS for "wagtail.users"."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Also listens for new pages, so that roles and the workflow reach them."""

    user_viewset = "portal.accounts.viewsets.PersonViewSet"

    def ready(self) -> None:
        """Connect the receivers once all tables are known."""
        super().ready()
        from portal.accounts import (
            roles,  # noqa: F401  receivers are connected on import
            shared_passwords,
            workflow,  # noqa: F401
        )

        shared_passwords.install()
