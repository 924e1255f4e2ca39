"""What became of the parts of a text between two of its versions, and of their words."""
