"""Queue of callbacks: the households to call."""
