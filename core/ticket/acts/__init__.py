"""Acts on a ticket: a file for each, or for a family, has the facts, their effects and the decision."""
