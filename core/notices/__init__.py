"""Notices of the office."""
