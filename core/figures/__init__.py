"""Figures: measures, reports of a period, registers over the tickets."""
