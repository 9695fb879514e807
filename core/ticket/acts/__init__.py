"""Acts on a ticket: one file for each act or family, with facts, effects and decision."""
