"""Leichte Sprache: months in words, and a full hour without minutes."""

DATETIME_FORMAT = "j. F Y, H:i"
SHORT_DATE_FORMAT = "j. F Y"
LONG_DATE_FORMAT = "l, j. F Y"
FULL_HOUR_FORMAT = "G"
HOUR_FORMAT = "G:i"
