"""The one-line grammar: what an operator types while the caller talks becomes a filled-in form."""
