"""What other rooms of the house may listen to."""

from django.dispatch import Signal

# Sent in the transaction that replaced or dropped the text of a document; provides `document`.
document_text_changed = Signal()
