"""Papers: documents of the desk that are looked at, printed and kept, in one model and several forms."""
