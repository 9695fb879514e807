"""One-line grammar: reads `3-2-1201 kitchen pipe leaking @Li` as the parts of a ticket."""
