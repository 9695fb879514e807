"""Duty: shifts, the roster, fitness for an assignment, the dispatch board."""
