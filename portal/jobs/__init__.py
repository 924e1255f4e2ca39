"""Work in the background: the worker that outlives its database, and the sign of life it gives."""
