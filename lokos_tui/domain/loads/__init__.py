"""What a load would do."""
