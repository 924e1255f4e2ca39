"""From one database to another with all content: what `manage.py move` does."""
