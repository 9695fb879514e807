"""Use cases of the desk, the unit of work under them, and the ports of a storage."""
