"""The pages of the documentation that are made from the code, and the site they stand in."""
