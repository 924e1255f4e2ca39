"""How long the bin keeps a page; plain Python."""

import datetime as dt

KEPT = dt.timedelta(days=30)


def ends(binned: dt.datetime) -> dt.datetime:
    """When a page of the bin is deleted for good."""
    return binned + KEPT


def is_over(binned: dt.datetime, now: dt.datetime) -> bool:
    """Whether its time has come."""
    return now >= ends(binned)
