"""Rights on pages that never have pages below them."""

from wagtail.models import PagePermissionTester


class LeafPermissions(PagePermissionTester):
    """As Wagtail's, without asking the database, for every row of a list, what lies below."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whoever may change the page, and publish it if it is public."""
        user = self.user
        if (
            not user.is_active
            or user.is_superuser
            or not self.page.is_leaf()
            or "change" not in self.permissions
        ):
            return bool(super().can_delete(ignore_bulk))
        return "publish" in self.permissions or not self.page.live
