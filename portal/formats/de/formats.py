"""German: what Django has, and the names of days and the hours as sentences have them."""

DATETIME_FORMAT = "j. F Y, H:i"
LONG_DATE_FORMAT = "l, j. F Y"
FULL_HOUR_FORMAT = "H:i"
HOUR_FORMAT = "H:i"
