"""What the program can be asked to change: one frozen record an act, carried out at the one door."""
