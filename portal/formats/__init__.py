"""How each language writes days and hours, where Django's own way is not how people write, and how dates are typed.

Beside Django's names a language has LONG_DATE_FORMAT (with the day of the week), HOUR_FORMAT and FULL_HOUR_FORMAT.
"""
