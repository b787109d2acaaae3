"""The verification queues and the review."""
