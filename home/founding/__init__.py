"""From an empty database to the portal of a city: what `manage.py init` makes."""
