"""Handover: the report, signatures, past handovers."""
