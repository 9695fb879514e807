"""Handover: charge of the desk, the report, the signatures."""
