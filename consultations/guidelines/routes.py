"""What can be read below the page of a guideline text, as routes of the page; each of them makes one call."""

from consultations.guidelines.exchange.routes import DownloadRoutes

__all__ = ["DownloadRoutes", "ReadingRoutes"]


class ReadingRoutes:
    """Versions, comparisons, histories and the feed."""
