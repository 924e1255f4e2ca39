"""What the worker tells the parts of the portal that have something to look after."""

from django.dispatch import Signal

# Sent at the start and twice a minute while nothing waits; a receiver does little and queues the rest.
worker_idle = Signal()
