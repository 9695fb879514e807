"""Dispatch board: departments and their people."""
