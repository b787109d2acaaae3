"""What the central server answered."""
