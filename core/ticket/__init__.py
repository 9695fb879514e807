"""Tickets: the model, its facts and acts, clocks, ladder, callbacks, board order."""
