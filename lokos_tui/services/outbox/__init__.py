"""The outbox: approved records on their way to the central server."""
