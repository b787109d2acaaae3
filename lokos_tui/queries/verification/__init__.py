"""Reads of the verification queues: what waits, what is reviewed, what went back."""
