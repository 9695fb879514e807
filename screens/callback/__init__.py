"""Callback: the queue and the call."""
