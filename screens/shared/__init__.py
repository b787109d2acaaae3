"""What several sections share: places, counts, words of duplicates."""
