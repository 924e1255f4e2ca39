"""What other rooms of the house may listen to."""

from django.dispatch import Signal

# Sent in the transaction that replaced or dropped the text of a document; provides `document`.
document_text_changed = Signal()
# Sent before the content of a document or image is replaced or deleted; provides `file` and `action`. A receiver
# that raises PermissionDenied keeps it.
file_will_change = Signal()
# Sent in the transaction that kept what a file was; provides `file` and `version`.
file_was_kept = Signal()
