"""English as it is written in Europe: day before month; editors type dates the German way."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
# "6 p.m." loses its full stops in `dates.clock`: no letter of Django's gives "6 pm".
LONG_DATE_FORMAT = "l j F Y"
FULL_HOUR_FORMAT = "g a"
HOUR_FORMAT = "g:i a"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
