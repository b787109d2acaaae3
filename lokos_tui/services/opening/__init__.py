"""Opening loads: put down to wait, accepted as a whole, refused, or taken back."""
