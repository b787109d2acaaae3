"""What leaves for the central server."""
