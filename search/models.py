"""Index of the tables of this app."""
