"""The federation: which SHG belongs to which VO and CLF, since when."""
