"""The exit statuses of every command."""

DONE = 0
SOME_REFUSED = 1
"""Some rows were refused, a dry run found problems, or a field breaks a rule."""
USAGE = 2
REFUSED = 3
"""Sign-in, permission, an unreadable file, or the database."""
INTERRUPTED = 130
PIPE_CLOSED = 141
