"""Papers: documents of the desk to view, print and keep, in one model and several forms."""
