"""Opening loads: from files to a plan, to a load that waits, to records that are official and checked."""
