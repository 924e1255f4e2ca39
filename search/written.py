"""What the worker says when the index has been written; who wants to know connects, search needs not know whom."""

from django.dispatch import Signal

# Sent outside of transactions, and also after a run that found nothing to write: the one before may have been
# killed between writing and telling.
index_written = Signal()
