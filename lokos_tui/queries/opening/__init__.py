"""Opening loads as they are read: what a plan needs, the list, one load with its totals, sample and findings."""
