"""Commands and the keys of each."""
