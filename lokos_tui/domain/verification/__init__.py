"""What a block manager may decide, as pure functions."""
