"""What can be read below the page of a guideline text, as routes of the page; each of them makes one call."""


class ReadingRoutes:
    """Versions, comparisons, histories and the feed."""


class DownloadRoutes:
    """Versions and synopses as files."""
