"""Opening loads: the list, one of them with what the block manager decides by, its drawn SHGs, its duplicates."""
