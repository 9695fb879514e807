"""Lists of records of any kind, made from its description."""
