"""The one-line grammar: reading `3-2-1201 kitchen pipe leaking @Li` as the parts of a ticket."""
